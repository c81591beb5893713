/** The commands: translation of arguments and of answers only, no decisions. They run without the HTTP service. */
package io.shuangsuiji.cli;
