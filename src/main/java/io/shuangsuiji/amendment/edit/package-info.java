/** Changes of a draft's files: by cell, by row, by Excel, by upload. */
package io.shuangsuiji.amendment.edit;
