/** Values that are not known until a request: symbolic values, their places in an input, and what is computed of them beforehand. */
package io.shuangsuiji.kernel.symbolic;
