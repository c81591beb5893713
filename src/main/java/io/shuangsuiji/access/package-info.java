/** The people who may write and approve policy, as the embedded users file holds them. Knows no other room. */
package io.shuangsuiji.access;
