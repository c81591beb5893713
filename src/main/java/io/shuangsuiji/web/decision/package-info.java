/** Decisions over HTTP, singly and by the batch. */
package io.shuangsuiji.web.decision;
