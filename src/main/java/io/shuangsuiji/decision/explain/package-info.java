/**
 * Says in Chinese why a model answered as it did, and what would have to be otherwise for another answer. Generic over
 * models: every word of policy comes from the tables.
 */
package io.shuangsuiji.decision.explain;
