/**
 * The public, repeatable double draw (双随机抽取). A bureau first publishes a {@linkplain io.shuangsuiji.draw.Commitment
 * commitment} to its pool, its roster and a secret, and names public randomness that nobody can know yet; the draw is then a
 * function of both, which anyone can repeat. {@code docs/draw-format.md} has the documents to the byte.
 */
package io.shuangsuiji.draw;
