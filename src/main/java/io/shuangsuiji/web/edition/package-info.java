/** Editions, the policy page and readiness. */
package io.shuangsuiji.web.edition;
