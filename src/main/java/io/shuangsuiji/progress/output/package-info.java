/** What an answer about progress is as tables, and those as a workbook: one wording for page, workbook and report. */
package io.shuangsuiji.progress.output;
