/**
 * The second half of a double draw (随机选派检查人员): what was drawn becomes visits, one an enterprise, and each visit gets its
 * inspectors by ticket, those who must keep away (回避) left out and the load in balance. Pure functions; who must keep away is
 * for {@code rules/recusal.drl} to say, how many inspect and what they must be for {@code draw.dmn}.
 */
package io.shuangsuiji.draw.crew;
