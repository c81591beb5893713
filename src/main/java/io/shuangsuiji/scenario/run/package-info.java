/** Running scenarios and comparing what came with what was expected. */
package io.shuangsuiji.scenario.run;
