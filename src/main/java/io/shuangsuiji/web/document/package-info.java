/** The document that an edition puts into tables: its sentences beside the rows that quote them, and another text of it. */
package io.shuangsuiji.web.document;
