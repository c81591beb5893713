/** Cells: what a column may hold, the tests and constants of FEEL, and staff notation for both directions. */
package io.shuangsuiji.model.cell;
