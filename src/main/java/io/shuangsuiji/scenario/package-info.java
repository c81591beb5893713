/**
 * Testers' scenario workbooks: read, run against an edition, returned with results; which rows of which tables they
 * reach, and which changes of the tables they would notice.
 */
package io.shuangsuiji.scenario;
