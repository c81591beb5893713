/** The pages on which staff amend a draft. */
package io.shuangsuiji.web.drafts.page;
