/** What another document changes: sentence by sentence, and in the rows that quote them. */
package io.shuangsuiji.amendment.document;
