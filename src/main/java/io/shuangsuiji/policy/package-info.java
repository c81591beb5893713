/**
 * Loads, checks and compiles policy editions, and says which one is in force on a date.
 *
 * <p>An {@link io.shuangsuiji.policy.Edition} is immutable: a request takes one and uses nothing else of policy to
 * its end. {@link io.shuangsuiji.policy.store.EditionStore} watches the folders and swaps in a new catalogue whole.
 */
package io.shuangsuiji.policy;
