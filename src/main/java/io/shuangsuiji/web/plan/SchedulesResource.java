package io.shuangsuiji.web.plan;

import io.shuangsuiji.calendar.Period;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.plan.PlanRequest;
import io.shuangsuiji.plan.Schedule;
import io.shuangsuiji.plan.Schedules;
import io.shuangsuiji.plan.year.YearCalendar;
import io.shuangsuiji.plan.year.YearSchedule;
import io.shuangsuiji.policy.Digests;
import io.shuangsuiji.web.Download;
import io.shuangsuiji.web.Parameters;
import io.shuangsuiji.web.Problem;
import io.shuangsuiji.web.RequestEdition;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;

/** The dates of a quarter, another period or a year, resolved on the working calendar. */
@Path("/schedules")
@Produces(MediaType.APPLICATION_JSON)
public class SchedulesResource {
    private static final String CALENDAR = "text/calendar;charset=UTF-8";
    private static final String YEAR = "\\d{4}";
    private static final String YEAR_FORM = "四位年份，如 2024 / expected a year such as 2024";

    /** The years whose holidays dates lack, one a header. */
    private static final String NOT_COVERED = "Calendar-Year-Not-Covered";

    private final RequestEdition snapshot;

    SchedulesResource(RequestEdition snapshot) {
        this.snapshot = snapshot;
    }

    /** The edition defaults to the one in force on the quarter's first day. */
    @GET
    @Path("{year}/{quarter}")
    public Schedule schedule(
            @PathParam("year") String year,
            @PathParam("quarter") String quarter,
            @QueryParam("taskEndedOn") String taskEndedOn,
            @QueryParam("quarterEndedOn") String quarterEndedOn) {
        return of(
                Period.quarter(
                        number("year", year, YEAR, YEAR_FORM),
                        number("quarter", quarter, "[1-4]", "1、2、3、4 之一 / expected one of 1, 2, 3, 4")),
                taskEndedOn,
                quarterEndedOn);
    }

    /**
     * The same of a period as plans write it: {@code 2024Q1}, {@code 2024M03}, {@code 2024H1}; of a year all its periods,
     * each by the edition in force on its first day.
     *
     * @return a {@link Schedule}, or of a year a {@link YearSchedule}
     */
    @GET
    @Path("{period}")
    public Object schedule(
            @PathParam("period") String period,
            @QueryParam("taskEndedOn") String taskEndedOn,
            @QueryParam("quarterEndedOn") String quarterEndedOn) {
        if (period.matches(YEAR)) {
            refuse("taskEndedOn", taskEndedOn);
            refuse("quarterEndedOn", quarterEndedOn);
            return year(Integer.parseInt(period));
        }
        try {
            return of(PlanRequest.period(name -> period), taskEndedOn, quarterEndedOn);
        } catch (InvalidInput invalid) {
            throw Problem.parameter("period", invalid.problems().get(0).detail())
                    .thrown();
        }
    }

    /** A year's dates as a calendar that calendar programs subscribe to. */
    @GET
    @Path("{year}.ics")
    @Produces(CALENDAR)
    public Response calendar(@PathParam("year") String year, @Context Request request) {
        var schedule = year(number("year", year, YEAR, YEAR_FORM));
        var written = YearCalendar.write(schedule);
        var tag = new EntityTag(Digests.of(written));
        var unchanged = request.evaluatePreconditions(tag);
        var answer =
                unchanged != null ? unchanged : Download.of(written, CALENDAR, "双随机时限-" + schedule.year() + ".ics");
        schedule.uncovered().forEach(uncovered -> answer.header(NOT_COVERED, uncovered.year()));
        return answer.tag(tag).build();
    }

    private YearSchedule year(int year) {
        try {
            var schedule = YearSchedule.of(year, snapshot::editionOn);
            snapshot.answeredBy(
                    schedule.periods().isEmpty()
                            // that there is none, as an error tells it
                            ? snapshot.edition(LocalDate.of(year, 1, 1))
                            : snapshot.catalog()
                                    .named(schedule.periods().get(0).policy().edition())
                                    .orElseThrow());
            return schedule;
        } catch (InvalidInput invalid) {
            throw Parameters.problem(invalid).thrown();
        }
    }

    private static void refuse(String name, String given) {
        if (given != null) {
            throw Problem.parameter(name, "全年的时限不用此参数，请写明时段 / not for a whole year; name a period")
                    .thrown();
        }
    }

    private Schedule of(Period asked, String taskEndedOn, String quarterEndedOn) {
        var edition = snapshot.edition(asked.firstDay());
        try {
            return Schedules.of(
                    edition,
                    asked,
                    Parameters.date("taskEndedOn", taskEndedOn),
                    Parameters.date("quarterEndedOn", quarterEndedOn));
        } catch (InvalidInput invalid) {
            // the model's inputs bear the names of the parameters
            throw Parameters.problem(invalid).thrown();
        }
    }

    private static int number(String name, String text, String form, String expected) {
        if (!text.matches(form)) {
            throw Problem.parameter(name, "应为" + expected + ", got \"" + text + "\"")
                    .thrown();
        }
        return Integer.parseInt(text);
    }
}
