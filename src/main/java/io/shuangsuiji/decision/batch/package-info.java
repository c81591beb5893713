/** Many decisions in one request: lines read, decided in parallel, answered in order. */
package io.shuangsuiji.decision.batch;
