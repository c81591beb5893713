/** Reports (季报, 年度总结) in the words of the edition, as documents to be edited; every number with where it is from. */
package io.shuangsuiji.progress.report;
