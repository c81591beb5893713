/** What a draft changes for a registry. */
package io.shuangsuiji.amendment.impact;
