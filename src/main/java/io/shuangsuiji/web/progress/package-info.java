/** Ledgers over HTTP: translation only. */
package io.shuangsuiji.web.progress;
