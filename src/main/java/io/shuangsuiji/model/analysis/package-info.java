/** What can be proved of a decision table: gaps, overlaps, rows that never apply. */
package io.shuangsuiji.model.analysis;
