/** What a whole year asks for, period by period, and the same as a calendar that other programs subscribe to. */
package io.shuangsuiji.plan.year;
