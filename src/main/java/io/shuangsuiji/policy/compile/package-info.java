/** From the files of an edition to a snapshot, or to the messages that refuse it. */
package io.shuangsuiji.policy.compile;
