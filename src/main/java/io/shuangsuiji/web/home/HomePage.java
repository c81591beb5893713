package io.shuangsuiji.web.home;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.shuangsuiji.calendar.Period;
import io.shuangsuiji.decision.NoMatchingRule;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.plan.Schedules;
import io.shuangsuiji.policy.Basis;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.PlanInputs;
import io.shuangsuiji.policy.store.EditionCatalog;
import io.shuangsuiji.web.Problems;
import io.shuangsuiji.web.RequestEdition;
import io.shuangsuiji.web.ServiceConfig;
import io.shuangsuiji.web.access.Visitor;
import io.shuangsuiji.web.drafts.DraftContext;
import io.shuangsuiji.web.plan.CalendarGap;
import io.shuangsuiji.web.plan.Due;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The page at {@code /}: what is in force and until when, what is due next and by whom, what waits for whoever looks, and
 * what lapses. It is there whatever else is not.
 */
@Path("/")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
public class HomePage {
    private static final int MOST_DUE = 6;

    @CheckedTemplate(basePath = "", requireTypeSafeExpressions = false)
    static class Templates {
        static native TemplateInstance home(Policy policy, Dates dates, Work work, LocalDate today);

        private Templates() {}
    }

    /**
     * The edition in force.
     *
     * @param edition null where there is none
     * @param until its last day, or null while no later edition is known
     * @param next the edition that follows it, or null
     * @param lapsed the documents on which it rests that do not hold any more
     * @param lapsing those that lapse soon
     */
    record Policy(Edition edition, LocalDate until, Edition next, List<Basis> lapsed, List<Basis> lapsing) {
        static Policy of(EditionCatalog catalog, LocalDate today, int noticeDays) {
            var edition = catalog.inForceOn(today).orElse(null);
            var until = edition == null
                    ? null
                    : catalog.period(edition).map(EditionCatalog.Period::to).orElse(null);
            return new Policy(
                    edition,
                    until,
                    until == null
                            ? catalog.serving().values().stream()
                                    .filter(each -> each.name().effectiveOn().isAfter(today))
                                    .findFirst()
                                    .orElse(null)
                            : catalog.inForceOn(until.plusDays(1)).orElse(null),
                    edition == null ? List.of() : edition.info().expiredOn(today),
                    edition == null ? List.of() : edition.info().lapsingWithin(noticeDays, today));
        }
    }

    /**
     * What is due.
     *
     * @param period the period in which today lies, in words; null where there is no edition
     * @param next what is due next, in this period and the one after it
     * @param past what was due in this period before today
     * @param gaps the years whose holidays dates of the period lack
     * @param problems why other dates cannot be told
     */
    record Dates(String period, List<Due> next, List<Due> past, List<CalendarGap> gaps, List<String> problems) {}

    /**
     * What waits for whoever is signed in.
     *
     * @param problem why that cannot be told, or null
     */
    record Work(List<Waiting> drafts, String problem) {}

    private final RequestEdition snapshot;
    private final DraftContext desk;
    private final Visitor visitor;
    private final ServiceConfig config;

    HomePage(RequestEdition snapshot, DraftContext desk, Visitor visitor, ServiceConfig config) {
        this.config = config;
        this.snapshot = snapshot;
        this.desk = desk;
        this.visitor = visitor;
    }

    @GET
    public TemplateInstance home() {
        var today = snapshot.today();
        var policy = Policy.of(snapshot.catalog(), today, config.basisNoticeDays());
        return Templates.home(policy, dates(policy.edition(), today), work(), today);
    }

    private Dates dates(Edition edition, LocalDate today) {
        if (edition == null) {
            return new Dates(null, List.of(), List.of(), List.of(), List.of());
        }
        var period = Period.of(PlanInputs.unit(edition.models()), today);
        var problems = new ArrayList<String>();
        var due = due(period, today, problems);
        var following = due(period.next(), today, problems);
        return new Dates(
                period.inWords(),
                Stream.concat(due.stream(), following.stream())
                        .filter(each -> each.deadline().dueOn() != null && !each.past())
                        .limit(MOST_DUE)
                        .toList(),
                due.stream().filter(Due::past).toList(),
                CalendarGap.of(
                        edition,
                        Stream.concat(due.stream(), following.stream())
                                .map(Due::deadline)
                                .toList()),
                problems.stream().distinct().toList());
    }

    /** By the edition that will be in force then, as far as it is known today. */
    private List<Due> due(Period period, LocalDate today, List<String> problems) {
        var edition = snapshot.catalog()
                .inForceOn(period.firstDay())
                .or(() -> snapshot.catalog().inForceOn(today));
        try {
            return Schedules.deadlines(edition.orElseThrow(), period, null, null).stream()
                    .map(deadline -> new Due(deadline, today))
                    .toList();
        } catch (InvalidInput | NoMatchingRule untold) {
            Problems.messages(untold).forEach(why -> problems.add(period.inWords() + "：" + why));
            return List.of();
        }
    }

    private Work work() {
        if (visitor.getName() == null) {
            return new Work(List.of(), null);
        }
        try {
            return new Work(Waiting.of(desk.amendments(), desk.actor()), null);
        } catch (IOException unusable) {
            return new Work(List.of(), unusable.getMessage());
        }
    }
}
