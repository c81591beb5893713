/** The editions of a folder: watched, compiled, swapped in, and which is in force on a day. */
package io.shuangsuiji.policy.store;
