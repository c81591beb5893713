/** Files that their owner alone may read, and files of lines that are chained by their hashes. */
package io.shuangsuiji.files;
