/**
 * Whether the inspections are on schedule: the tasks of a ledger (台账) against the milestones, states, publication dates,
 * joint share and caps of an edition. Pure functions of an edition, a request and the tasks; what is counted or dated here
 * is named, weighed and worded by the edition's tables and rules.
 */
package io.shuangsuiji.progress;
