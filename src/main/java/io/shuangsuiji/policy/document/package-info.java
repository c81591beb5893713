/** The document that an edition puts into tables: its text, its sentences, and what the rows of the tables quote of them. */
package io.shuangsuiji.policy.document;
