/** When a commitment was published: time-stamps that can be checked, and addresses that are repeated (何时公布的证据). */
package io.shuangsuiji.draw.evidence;
