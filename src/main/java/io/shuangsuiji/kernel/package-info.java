/**
 * Fast evaluators of decision models. A model is specialised at load, by partial evaluation, to every combination of
 * classes of its inputs that its own tables tell apart; what remains to do for one input is to look up its combination
 * and, where the answer has a number or a date of the input in it, a line of exact arithmetic. KIE reads the cells, folds
 * the constants and judges the result: an evaluator that differs from it on any case tried is not used.
 *
 * <p>Nothing depends on this room but for speed: without it {@link io.shuangsuiji.policy.KieEngine} answers.
 */
package io.shuangsuiji.kernel;
