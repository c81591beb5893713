package io.shuangsuiji.scenario.workbook;

import io.shuangsuiji.scenario.subject.Subject;
import java.util.List;

/**
 * A sheet of scenarios about one subject.
 *
 * @param name the sheet's name
 * @param subject what it asks
 * @param headers its header rows
 * @param scenarios its rows
 */
public record ScenarioSheet(String name, Subject subject, Headers headers, List<Scenario> scenarios) {}
