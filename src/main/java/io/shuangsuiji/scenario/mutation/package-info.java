/** Small changes of the policy that scenarios should notice, and suggestions where they do not. */
package io.shuangsuiji.scenario.mutation;
