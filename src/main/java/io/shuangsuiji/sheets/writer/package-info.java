/** The one writer of workbooks that the service makes. */
package io.shuangsuiji.sheets.writer;
