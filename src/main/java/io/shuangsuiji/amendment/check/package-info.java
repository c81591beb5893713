/** The check of a draft. */
package io.shuangsuiji.amendment.check;
