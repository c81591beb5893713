/**
 * Repeats a published draw and says whether it is what it claims to be (验证). The order, the tickets and the tree are
 * computed here a second time, not by the code that draws, so that a fault of that code is found as well.
 */
package io.shuangsuiji.draw.verify;
