/** What commands share: their streams and exit codes, which policy they use, and the files that they write. */
package io.shuangsuiji.cli.console;
