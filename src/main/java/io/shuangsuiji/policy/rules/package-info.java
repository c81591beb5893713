/** DRL files: compiled once for each set of them, and kept. */
package io.shuangsuiji.policy.rules;
