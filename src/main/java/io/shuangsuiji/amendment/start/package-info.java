/** Beginning a plan that amends no other: another bureau's, another city's. */
package io.shuangsuiji.amendment.start;
