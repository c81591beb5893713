/** Files as what their bytes say that they are. */
package io.shuangsuiji.sheets.file;
