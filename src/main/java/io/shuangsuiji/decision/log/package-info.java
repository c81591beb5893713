/**
 * The decision log: what was asked and answered, one JSON object a line, so that every answer can be proved, and derived
 * again from the archived editions. Writing never holds up a decision.
 */
package io.shuangsuiji.decision.log;
