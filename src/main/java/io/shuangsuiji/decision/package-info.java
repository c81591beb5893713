/**
 * Evaluates one input against a model of an edition: reads and checks the input by the model's own types, decides,
 * and writes the answer in the order in which the model declares it. Knows no value of policy.
 */
package io.shuangsuiji.decision;
