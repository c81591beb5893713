/** Long work in the background: one bounded queue for all of it, and what is kept for a while under a secret name. */
package io.shuangsuiji.jobs;
