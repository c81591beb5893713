/** What a sheet of scenarios is about: a model, a plan, a schedule. */
package io.shuangsuiji.scenario.subject;
