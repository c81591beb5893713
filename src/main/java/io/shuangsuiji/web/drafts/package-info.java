/** Drafts of policy for people (pages) and systems (REST): translation only, the steps are those of the amendment room. */
package io.shuangsuiji.web.drafts;
