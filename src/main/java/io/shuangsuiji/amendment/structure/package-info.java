/** Changes of what a draft is made of: facts, types and their values, columns, decisions; as functions of its tables. */
package io.shuangsuiji.amendment.structure;
