/** What testers get back: their workbook with results, reports, new expectations. */
package io.shuangsuiji.scenario.result;
