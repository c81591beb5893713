/** The draw on the command line. */
package io.shuangsuiji.cli.draw;
