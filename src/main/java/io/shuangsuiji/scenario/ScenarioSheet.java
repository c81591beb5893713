package io.shuangsuiji.scenario;

import java.util.List;

/**
 * A sheet of scenarios about one subject.
 *
 * @param name the sheet's name
 * @param subject what it asks
 * @param headers its header rows
 * @param scenarios its rows
 */
record ScenarioSheet(String name, Subject subject, Headers headers, List<Scenario> scenarios) {}
