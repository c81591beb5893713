/**
 * Official holidays, make-up working days (调休) and the counting of working days.
 *
 * <p>This room knows nothing of the rest of the project and holds no number of any plan: how many days to count, and
 * from which date, is for the caller's tables to say.
 */
package io.shuangsuiji.calendar;
