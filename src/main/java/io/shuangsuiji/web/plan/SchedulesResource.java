package io.shuangsuiji.web.plan;

import io.shuangsuiji.calendar.Period;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.plan.PlanRequest;
import io.shuangsuiji.plan.Schedule;
import io.shuangsuiji.plan.Schedules;
import io.shuangsuiji.web.Parameters;
import io.shuangsuiji.web.Problem;
import io.shuangsuiji.web.RequestEdition;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** The dates of a quarter, resolved on the working calendar. */
@Path("/schedules")
@Produces(MediaType.APPLICATION_JSON)
public class SchedulesResource {
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
                        number("year", year, "\\d{4}", "四位年份，如 2024 / expected a year such as 2024"),
                        number("quarter", quarter, "[1-4]", "1、2、3、4 之一 / expected one of 1, 2, 3, 4")),
                taskEndedOn,
                quarterEndedOn);
    }

    /** The same of a period as plans write it: {@code 2024Q1}, {@code 2024M03}, {@code 2024H1}, {@code 2024}. */
    @GET
    @Path("{period}")
    public Schedule schedule(
            @PathParam("period") String period,
            @QueryParam("taskEndedOn") String taskEndedOn,
            @QueryParam("quarterEndedOn") String quarterEndedOn) {
        try {
            return of(PlanRequest.period(name -> period), taskEndedOn, quarterEndedOn);
        } catch (InvalidInput invalid) {
            throw Problem.parameter("period", invalid.problems().get(0).detail())
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
