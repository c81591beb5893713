/** Plans, schedules and registry templates over HTTP. */
package io.shuangsuiji.web.plan;
