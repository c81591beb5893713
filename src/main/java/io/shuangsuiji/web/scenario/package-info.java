/** Scenario workbooks over HTTP. */
package io.shuangsuiji.web.scenario;
