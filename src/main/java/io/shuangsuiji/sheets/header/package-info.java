/** Header rows: how columns may be called, and which of them stands where. */
package io.shuangsuiji.sheets.header;
