/**
 * What a pool holds that a person should see before it is committed to (名录变动): what entered, left and changed since the
 * last period's registry, each with its reason, and what is amiss in it. Its digest is a part of the commitment.
 */
package io.shuangsuiji.draw.review;
