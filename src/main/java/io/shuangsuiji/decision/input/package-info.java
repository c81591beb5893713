/** From what a caller sends to the inputs of a model, with every problem found. */
package io.shuangsuiji.decision.input;
