package io.shuangsuiji.progress;

import io.shuangsuiji.calendar.Period;
import java.time.LocalDate;

/**
 * What is asked of a ledger.
 *
 * @param on the day asked about: what the ledger says of later days is pointed out and not counted
 * @param period whose tasks are held against its milestones
 */
public record ProgressRequest(LocalDate on, Period period) {}
