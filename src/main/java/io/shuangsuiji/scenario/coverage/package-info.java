/** Which rows and bounds of the tables the scenarios reach. */
package io.shuangsuiji.scenario.coverage;
