/** Workbooks of Excel and WPS, read row by row within bounds. */
package io.shuangsuiji.sheets.xlsx;
