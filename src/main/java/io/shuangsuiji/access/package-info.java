/** The people who may write and approve policy: the embedded users, how they sign in, and the record of it. */
package io.shuangsuiji.access;
