package io.shuangsuiji.plan.year;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import biweekly.ICalVersion;
import io.shuangsuiji.TestEditions;
import io.shuangsuiji.plan.Deadline;
import io.shuangsuiji.policy.Edition;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.component.VEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Written by one library, judged by its own validation and read by another one. */
class YearCalendarTest {
    private final Edition edition = TestEditions.shipped();

    private YearSchedule year(int year) {
        return YearSchedule.of(year, day -> Optional.of(edition));
    }

    private static Calendar read(byte[] calendar) throws Exception {
        return new CalendarBuilder().build(new ByteArrayInputStream(calendar));
    }

    private static Map<String, VEvent> events(byte[] calendar) throws Exception {
        var events = new HashMap<String, VEvent>();
        for (VEvent event : read(calendar).<VEvent>getComponents(Component.VEVENT)) {
            assertThat(events.put(event.getUid().orElseThrow().getValue(), event))
                    .isNull();
        }
        return events;
    }

    private static LocalDate day(VEvent event) {
        return (LocalDate) event.getDateTimeStart().getDate();
    }

    private static VEvent of(Map<String, VEvent> events, String key) {
        return events.get("2024-01-01/" + key + "@double-random");
    }

    @ParameterizedTest
    @ValueSource(ints = {2024, 2025, 2026, 2027})
    void shouldHoldToTheStandard(int year) throws Exception {
        var written = YearCalendar.write(year(year));
        assertThat(Biweekly.parse(new String(written, StandardCharsets.UTF_8))
                        .first()
                        .validate(ICalVersion.V2_0)
                        .toString())
                .isEmpty();
        assertThat(read(written).validate().hasErrors()).isFalse();
        var text = new String(written, StandardCharsets.UTF_8);
        assertThat(text).startsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n").endsWith("END:VCALENDAR\r\n");
        assertThat(text.split("\r\n"))
                .allSatisfy(line ->
                        assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(75));
        assertThat(text.replace("\r\n", "")).doesNotContain("\n", "\r");
    }

    @Test
    void shouldHaveEveryDateOfTheYearAsAWholeDay() throws Exception {
        var year = year(2024);
        var events = events(YearCalendar.write(year));
        for (var period : year.periods()) {
            for (var deadline : period.deadlines()) {
                var event = of(events, deadline.rule() + "/" + period.periodText());
                assertThat(day(event)).isEqualTo(deadline.dueOn());
                assertThat(event.getDateTimeEnd().getDate())
                        .isEqualTo(deadline.dueOn().plusDays(1));
                assertThat(event.getSummary().getValue()).contains(deadline.event(), deadline.actor());
                assertThat(event.getDescription().getValue())
                        .contains(
                                "依据：" + deadline.rule() + "，" + deadline.clause(),
                                year.periods().get(0).policy().title());
            }
        }
        // every date and nothing else: reminders that fall on the day itself are alarms of it
        assertThat(events).hasSize((int) year.periods().stream()
                .flatMap(period -> period.deadlines().stream())
                .flatMap(deadline ->
                        Stream.of(deadline.dueOn(), deadline.remindOn()).distinct())
                .filter(day -> day != null)
                .count());
    }

    @Test
    void shouldRemindOnAWorkingDayBeforeAndOnTheDayItself() throws Exception {
        var events = events(YearCalendar.write(year(2024)));
        // 17 March 2024 is a Sunday, 17 June a Monday
        var reminder = of(events, "R08/2024Q1/reminder");
        assertThat(day(reminder)).isEqualTo("2024-03-15");
        assertThat(reminder.getSummary().getValue()).startsWith("提醒：");
        assertThat(reminder.getAlarms()).hasSize(1);
        assertThat(of(events, "R08/2024Q1").getAlarms()).isEmpty();
        assertThat(of(events, "R08/2024Q2/reminder")).isNull();
        assertThat(of(events, "R08/2024Q2").getAlarms()).hasSize(1);
    }

    @Test
    void shouldGiveTheSameBytesWhereverItRunsAndRaiseTheSequenceWithACorrection(@TempDir Path editions)
            throws Exception {
        var here = YearCalendar.write(year(2025));
        var zone = TimeZone.getDefault();
        try {
            for (var other : List.of("America/Los_Angeles", "Pacific/Kiritimati", "America/Sao_Paulo")) {
                TimeZone.setDefault(TimeZone.getTimeZone(other));
                assertThat(YearCalendar.write(year(2025))).isEqualTo(here);
            }
        } finally {
            TimeZone.setDefault(zone);
        }
        TestEditions.copyTo(editions, "2024-01-01.1");
        var corrected = TestEditions.load(editions).named("2024-01-01.1").orElseThrow();
        var after = events(YearCalendar.write(YearSchedule.of(2025, day -> Optional.of(corrected))));
        assertThat(after.keySet()).isEqualTo(events(here).keySet());
        assertThat(after.values())
                .allSatisfy(
                        event -> assertThat(event.getSequence().getSequenceNo()).isEqualTo(1));
    }

    @Test
    void shouldLeaveOutAndNameWhatAYearWithoutOfficialDaysCannotTell() throws Exception {
        var year = year(2027);
        var events = events(YearCalendar.write(year));
        assertThat(day(of(events, "R08/2027Q1"))).isEqualTo("2027-03-17");
        assertThat(of(events, "R08/2027Q1").getAlarms()).isEmpty();
        assertThat(of(events, "R36/2027Q1")).isNull();
        var note = of(events, "CALENDAR_YEAR_NOT_COVERED/2027/2027");
        assertThat(day(note)).isEqualTo("2027-01-01");
        assertThat(note.getSummary().getValue()).contains("2027年的放假调休未收录");
        assertThat(note.getDescription().getValue()).contains("下一季度任务抽取完成", "各队特殊监管对象清单报执法科二队的提醒", "补充日历");
        // every event that is left out is named in the note
        assertThat(note.getDescription().getValue().lines().toList())
                .containsAll(year.periods().stream()
                        .flatMap(period -> period.deadlines().stream())
                        .filter(deadline -> deadline.dueOn() == null)
                        .map(Deadline::event)
                        .collect(java.util.stream.Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void shouldTakeEachPeriodFromItsOwnEditionAndNameMonthsWithoutOne(@TempDir Path editions) throws Exception {
        TestEditions.copyTo(editions, "2024-02-15");
        TestEditions.copyTo(editions, "2024-07-01");
        var catalog = TestEditions.load(editions);
        var year = YearSchedule.of(2024, catalog::inForceOn);
        assertThat(year.withoutEdition()).containsExactly("2024M01", "2024M02", "2024M03");
        assertThat(year.periods())
                .extracting(
                        period -> period.periodText() + " " + period.policy().edition())
                .containsExactly("2024Q2 2024-02-15", "2024Q3 2024-07-01", "2024Q4 2024-07-01");
        assertThat(events(YearCalendar.write(year)))
                .containsKeys(
                        "2024-07-01/R36/2024Q3@double-random", "2024-02-15/NO_EDITION_IN_FORCE/2024@double-random");
    }

    @Test
    void shouldFoldBetweenCharacters() {
        var line = "SUMMARY:" + "双".repeat(40) + "😀".repeat(20);
        var folded = Folding.fold(line + "\r\n");
        assertThat(folded.split("\r\n"))
                .allSatisfy(each ->
                        assertThat(each.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(75));
        assertThat(folded.replace("\r\n ", "")).isEqualTo(line + "\r\n");
    }
}
