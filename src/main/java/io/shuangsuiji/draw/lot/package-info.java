/**
 * The arithmetic of a lot (签) that anybody can repeat: digests, tickets, the tree of a pool, and the one form of a
 * document of which digests are taken. Knows nothing of policy.
 */
package io.shuangsuiji.draw.lot;
