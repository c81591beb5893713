/** What reading and working out a formula may cost, and the stop where it costs more: KIE's own FEEL cannot be interrupted. */
package io.shuangsuiji.model.work;
