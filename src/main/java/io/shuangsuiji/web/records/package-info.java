/** Who signed in and who did what, out of the two chained records, for approvers. */
package io.shuangsuiji.web.records;
