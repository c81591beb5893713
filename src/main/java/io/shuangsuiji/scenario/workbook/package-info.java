/** Testers' workbooks as they are read: sheets, headers, rows, expected and given values. */
package io.shuangsuiji.scenario.workbook;
