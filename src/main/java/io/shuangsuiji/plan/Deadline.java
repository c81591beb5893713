package io.shuangsuiji.plan;

import io.shuangsuiji.calendar.CalendarYearNotCoveredException;
import java.time.LocalDate;
import java.util.List;

/**
 * The last day for something that a period asks for.
 *
 * @param rule the id of the rule ({@code R36})
 * @param event what has to be done
 * @param actor who has to do it
 * @param opensOn the first day on which it may be done; null where the policy does not say or it cannot be known
 * @param dueOn the last day, itself included; null where it cannot be known
 * @param remindOn when to remind: a working day; null where there is no reminder or it cannot be known
 * @param publishedOn the places on which to publish; empty where nothing is published
 * @param clause the clause of the plan
 * @param completion true where the period's tasks have to be finished by that day
 * @param notAfter the rule whose day this one must not exceed, or null
 * @param error why one of the dates cannot be known; null where all can
 */
public record Deadline(
        String rule,
        String event,
        String actor,
        LocalDate opensOn,
        LocalDate dueOn,
        LocalDate remindOn,
        List<String> publishedOn,
        String clause,
        boolean completion,
        String notAfter,
        DeadlineError error) {

    /**
     * A date that would need the days of a year which no official notice has told.
     *
     * @param code {@value CalendarYearNotCoveredException#CODE}
     * @param year the year
     * @param detail how to supply it, in Chinese and English
     */
    public record DeadlineError(String code, int year, String detail) {
        /** Of a date that could not be told. */
        public static DeadlineError of(CalendarYearNotCoveredException uncovered) {
            return new DeadlineError(CalendarYearNotCoveredException.CODE, uncovered.year(), uncovered.getMessage());
        }
    }
}
