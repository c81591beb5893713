/** Drafts and the log of amendments as they lie on the disk. */
package io.shuangsuiji.amendment.draft;
