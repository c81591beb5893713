/** What differs between two editions or drafts, in sentences. */
package io.shuangsuiji.amendment.diff;
