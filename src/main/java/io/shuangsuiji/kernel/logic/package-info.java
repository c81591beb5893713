/** The decisions of a model read for the kernel, and evaluated in part. */
package io.shuangsuiji.kernel.logic;
