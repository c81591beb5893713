package io.shuangsuiji.plan.year;

import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VAlarm;
import biweekly.component.VEvent;
import biweekly.io.text.ICalWriter;
import biweekly.parameter.Related;
import biweekly.property.DateEnd;
import biweekly.property.DateStart;
import biweekly.property.Transparency;
import biweekly.property.Trigger;
import biweekly.util.DateTimeComponents;
import biweekly.util.Duration;
import biweekly.util.ICalDate;
import io.shuangsuiji.plan.Deadline;
import io.shuangsuiji.plan.Schedule;
import io.shuangsuiji.plan.UncoveredYear;
import io.shuangsuiji.policy.EditionName;
import io.shuangsuiji.sheets.FieldProblem;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A year's dates as iCalendar (RFC 5545), to be subscribed to. Beginnings, last days and reminders are events of a whole
 * day; many programs pass over alarms of calendars that they subscribe to, so that a reminder has a day of its own, and an
 * alarm besides. The same editions give the same bytes: an event is known by the day on which its edition takes effect,
 * the rule and the period, and a correction of the edition is the same event's next sequence.
 */
public final class YearCalendar {
    private static final String PRODUCT = "-//double-random//schedule//ZH";

    /** Programs ask again so often; policy changes by the year. */
    private static final Duration REFRESHED = Duration.builder().days(1).build();

    private static final Duration MORNING = Duration.builder().hours(9).build();

    private final Map<String, Integer> seen = new HashMap<>();
    private final ICalendar calendar = new ICalendar();

    private YearCalendar() {}

    /** The calendar's text, in UTF-8. */
    public static byte[] write(YearSchedule year) {
        var made = new YearCalendar();
        made.calendar.setProductId(PRODUCT);
        made.calendar.setName("双随机 " + year.year() + "年时限");
        made.calendar.setExperimentalProperty("X-WR-CALNAME", "双随机 " + year.year() + "年时限");
        made.calendar.setRefreshInterval(REFRESHED);
        made.calendar.setExperimentalProperty("X-PUBLISHED-TTL", REFRESHED.toString());
        for (var period : year.periods()) {
            period.deadlines().forEach(deadline -> made.events(period, deadline));
        }
        year.uncovered().forEach(uncovered -> made.untold(year, uncovered));
        if (!year.withoutEdition().isEmpty()) {
            made.withoutEdition(year);
        }
        return Folding.fold(made.text()).getBytes(StandardCharsets.UTF_8);
    }

    private void events(Schedule period, Deadline deadline) {
        var edition = EditionName.parse(period.policy().edition()).orElseThrow();
        // rows of one rule may have several dates in a period
        var key = edition.effectiveOn() + "/" + deadline.rule() + "/" + period.periodText();
        int number = seen.merge(key, 1, Integer::sum);
        var uid = number == 1 ? key : key + "/" + number;
        var what = deadline.event() + (deadline.actor() == null ? "" : "（" + deadline.actor() + "）");
        var more = description(period, deadline);
        if (deadline.opensOn() != null) {
            event(edition, uid + "/opens", deadline.opensOn(), "开始：" + what, more);
        }
        if (deadline.dueOn() != null) {
            var due = event(edition, uid, deadline.dueOn(), "期限：" + what, more);
            if (deadline.dueOn().equals(deadline.remindOn())) {
                alarm(due);
            } else if (deadline.remindOn() != null) {
                alarm(event(edition, uid + "/reminder", deadline.remindOn(), "提醒：" + what, more));
            }
        }
    }

    private static String description(Schedule period, Deadline deadline) {
        return Stream.of(
                        "事项：" + deadline.event(),
                        deadline.actor() == null ? null : "责任主体：" + deadline.actor(),
                        "时段：" + period.period().inWords(),
                        deadline.opensOn() == null ? null : "开始：" + deadline.opensOn(),
                        "期限：" + deadline.dueOn(),
                        deadline.publishedOn().isEmpty() ? null : "公示场所：" + String.join("、", deadline.publishedOn()),
                        "依据：" + deadline.rule() + "，" + Objects.toString(deadline.clause(), "–"),
                        "方案：" + period.policy().title()
                                + (period.policy().documentNumber() == null
                                        ? ""
                                        : "（" + period.policy().documentNumber() + "）"),
                        "版本：" + period.policy().edition())
                .filter(Objects::nonNull)
                .collect(Collectors.joining("\n"));
    }

    /** What has no day is said on a day that all see: an event that is merely absent would pass for nothing to do. */
    private void untold(YearSchedule year, UncoveredYear uncovered) {
        var edition =
                EditionName.parse(year.periods().get(0).policy().edition()).orElseThrow();
        event(
                edition,
                edition.effectiveOn() + "/" + uncovered.code() + "/" + year.year() + "/" + uncovered.year(),
                LocalDate.of(year.year(), 1, 1),
                "提示：" + uncovered.year() + "年的放假调休未收录，有 " + uncovered.untold().size() + " 项推算不出",
                String.join("\n", uncovered.untold()) + "\n" + FieldProblem.chinese(uncovered.detail()));
    }

    private void withoutEdition(YearSchedule year) {
        var from = year.periods().isEmpty()
                ? new EditionName(LocalDate.of(year.year(), 1, 1), 0)
                : EditionName.parse(year.periods().get(0).policy().edition()).orElseThrow();
        event(
                from,
                from.effectiveOn() + "/NO_EDITION_IN_FORCE/" + year.year(),
                LocalDate.of(year.year(), 1, 1),
                "提示：有 " + year.withoutEdition().size() + " 个月没有施行中的政策版本，没有时限",
                String.join("\n", year.withoutEdition()));
    }

    private VEvent event(EditionName edition, String uid, LocalDate day, String summary, String description) {
        var event = new VEvent();
        event.setUid(uid + "@double-random");
        event.setSequence(edition.revision());
        event.setDateTimeStamp(
                Date.from(edition.effectiveOn().atStartOfDay(ZoneOffset.UTC).toInstant()));
        event.setDateStart(new DateStart(whole(day), false));
        // the end of a whole day is the day after it
        event.setDateEnd(new DateEnd(whole(day.plusDays(1)), false));
        event.setSummary(summary);
        event.setDescription(description);
        // a date that is due takes no time of the day
        event.setTransparency(Transparency.transparent());
        calendar.addEvent(event);
        return event;
    }

    private static void alarm(VEvent event) {
        event.addAlarm(VAlarm.display(
                new Trigger(MORNING, Related.START), event.getSummary().getValue()));
    }

    private static ICalDate whole(LocalDate day) {
        return new ICalDate(
                new DateTimeComponents(day.getYear(), day.getMonthValue(), day.getDayOfMonth(), 0, 0, 0, false), false);
    }

    private String text() {
        var text = new StringWriter();
        try (var writer = new ICalWriter(text, ICalVersion.V2_0)) {
            writer.getVObjectWriter().getFoldedLineWriter().setLineLength(null);
            writer.write(calendar);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }
}
