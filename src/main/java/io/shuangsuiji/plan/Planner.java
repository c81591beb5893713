package io.shuangsuiji.plan;

import io.shuangsuiji.plan.Facts.DuplicateIds;
import io.shuangsuiji.plan.Facts.NoticeGroup;
import io.shuangsuiji.plan.Facts.RejectedRows;
import io.shuangsuiji.plan.Facts.TeamGroup;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.ValueType;
import io.shuangsuiji.policy.ValueType.Field;
import io.shuangsuiji.registry.ReadReport;
import io.shuangsuiji.registry.RegistryObject;
import io.shuangsuiji.registry.RegistryRow;
import io.shuangsuiji.registry.RejectedRow;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Makes the plan of a registry that is read once, row by row, in memory that grows with the number of ids only.
 * One planner makes one plan; not thread-safe.
 */
public final class Planner {
    /** How many rejected rows a plan lists; the rest are counted. */
    public static final int MAX_REJECTED = 1000;

    private final Edition edition;
    private final Classifier classifier;
    private final List<Field> dates;
    private final PlanRequest request;
    private final LocalDate asOf;
    private final String taskType;
    private final Set<String> teams;
    private final Consumer<Classified> details;

    /** Null where nobody asks for the objects themselves: memory then grows with the number of ids only. */
    private List<Counted> counted;

    private List<Classified> outside;
    private List<Members.Member> members;
    private final Population population;
    private final Optional<Caps> caps;
    private final Map<String, Long> categories = new LinkedHashMap<>();
    private final Map<Classified.Notice, Group> notices = new LinkedHashMap<>();
    private final Map<String, Group> byTeam = new TreeMap<>();
    private final Set<String> ids = new HashSet<>();
    private final Map<String, Group> suspectDates = new TreeMap<>();
    private final Enterprises enterprises = new Enterprises();
    private final Group duplicates = new Group();
    private final Group rejectedRows = new Group();
    private final List<RejectedRow> rejected = new ArrayList<>();
    private long objects;
    private long conflicts;
    private long reviews;
    private long offSiteInside;
    private long offSiteOutside;

    /**
     * A planner for one registry.
     *
     * @param edition from which everything is decided
     * @param request what is asked of the plan
     * @param asOf the day by which the edition was chosen, or null; only repeated in the answer
     * @param details is given each object with what was decided of it
     */
    public Planner(Edition edition, PlanRequest request, LocalDate asOf, Consumer<Classified> details) {
        this.edition = edition;
        var classification = edition.model("classification").orElseThrow();
        this.dates = classification.input("object").orElseThrow().type().fields().stream()
                .filter(field -> field.type().kind() == ValueType.Kind.DATE)
                .toList();
        this.request = request;
        this.population = new Population(edition);
        this.asOf = asOf;
        this.details = details;
        this.taskType = edition.planTaskType();
        this.classifier = new Classifier(edition, taskType, request);
        this.caps = Caps.of(edition, request, taskType);
        this.teams = Set.copyOf(edition.teams());
        classification
                .outputs()
                .get(0)
                .type()
                .field("category")
                .ifPresent(category ->
                        category.type().constraint().enumeration().forEach(name -> categories.put((String) name, 0L)));
    }

    /** A planner that also keeps the objects, all in memory. */
    static Planner keeping(Edition edition, PlanRequest request, LocalDate asOf) {
        var planner = new Planner(edition, request, asOf, decided -> {});
        planner.counted = new ArrayList<>();
        planner.outside = new ArrayList<>();
        return planner;
    }

    private record Counted(Classified decided, Population.Count among) {}

    /** The objects of the strata of the plan that was finished, of a planner that keeps them. */
    List<Members.Member> members() {
        return members;
    }

    /** The objects that are in no stratum of it. */
    List<Classified> outside() {
        return List.copyOf(outside);
    }

    /** Takes the registry's next row. */
    public void add(RegistryRow row) {
        if (row instanceof RejectedRow bad) {
            rejectedRows.add(bad.place());
            if (rejected.size() < MAX_REJECTED) {
                rejected.add(bad);
            }
        } else if (row instanceof RegistryObject object) {
            classify(object);
        }
    }

    private void classify(RegistryObject object) {
        var decided = classifier.classify(object);
        objects++;
        categories.merge(
                decided.category() == null ? edition.findings().word("undecided") : decided.category(), 1L, Long::sum);
        conflicts += decided.conflict() ? 1 : 0;
        reviews += decided.review() ? 1 : 0;
        offSiteInside += decided.offSite() && decided.inPopulation() ? 1 : 0;
        offSiteOutside += decided.offSite() && !decided.inPopulation() ? 1 : 0;
        if (decided.inPopulation()) {
            var among = population.add(decided);
            caps.ifPresent(asked -> asked.await(decided, among));
            if (counted != null) {
                counted.add(new Counted(decided, among));
            }
        } else if (outside != null) {
            outside.add(decided);
        }
        caps.ifPresent(asked -> asked.count(object));
        decided.notices()
                .forEach(notice ->
                        notices.computeIfAbsent(notice, n -> new Group()).add(object.id()));
        dates.forEach(date -> suspect(date, object));
        enterprises.add(object);
        if (object.team() != null) {
            byTeam.computeIfAbsent(object.team(), team -> new Group()).add(object.id());
        }
        if (!ids.add(object.id())) {
            duplicates.add(object.id());
        }
        details.accept(decided);
    }

    /** A day that is yet to come, or of another century, is mostly a slip of the pen. */
    private void suspect(Field date, RegistryObject object) {
        var evaluationDate = request.evaluationDate();
        if (object.facts().get(date.name()) instanceof LocalDate day
                && (day.isAfter(evaluationDate) || day.getYear() / 100 != evaluationDate.getYear() / 100)) {
            suspectDates.computeIfAbsent(date.label(), label -> new Group()).add(object.id() + " " + day);
        }
    }

    /**
     * The plan of all rows taken.
     *
     * @param read what was read of the registry and what was not
     */
    public Plan finish(ReadReport read) {
        var capped = new HashMap<String, Capped>();
        var unknown =
                caps.map(asked -> asked.settle(counted == null ? each -> {} : each -> capped.put(each.id(), each)));
        var strata = new StrataBuilder(edition, request, taskType, population).build();
        if (counted != null) {
            members = counted.stream()
                    .map(each -> new Members.Member(
                            each.decided().object(),
                            each.decided().category(),
                            each.decided().triggers(),
                            strata.byCount().get(each.among()),
                            capped.get(each.decided().object().id())))
                    .toList();
        }
        var deadlines = Schedules.deadlines(edition, request.period(), null, null);
        var facts = new ArrayList<Object>(strata.strata());
        facts.addAll(strata.missing());
        unknown.ifPresent(facts::add);
        facts.addAll(deadlines);
        facts.addAll(UncoveredYear.of(deadlines));
        JointShare.of(edition, request, strata.strata()).ifPresent(facts::add);
        notices.forEach((notice, group) -> facts.add(
                new NoticeGroup(notice.code(), notice.rule(), notice.reason(), group.count(), group.examples())));
        byTeam.forEach(
                (team, group) -> facts.add(new TeamGroup(team, teams.contains(team), group.count(), group.examples())));
        facts.addAll(ReadFacts.of(read));
        suspectDates.forEach(
                (label, group) -> facts.add(new Facts.SuspectDates(label, group.count(), group.examples())));
        edition.info()
                .expiredOn(request.evaluationDate())
                .forEach(basis -> facts.add(new Facts.ExpiredBasis(basis.title(), basis.until())));
        facts.add(new DuplicateIds(duplicates.count(), duplicates.examples()));
        facts.add(new RejectedRows(rejectedRows.count(), rejectedRows.examples()));
        return new Plan(
                request.period(),
                request.evaluationDate(),
                asOf,
                Plan.Policy.of(edition),
                request.parameters().values(),
                request.parameters().byTeam(),
                objects,
                Collections.unmodifiableMap(categories),
                conflicts,
                reviews,
                new Plan.OffSite(offSiteInside, offSiteOutside),
                strata.strata(),
                deadlines,
                Milestone.of(edition, request.period()),
                Findings.of(edition, facts),
                read,
                enterprises.several(),
                caps.map(Caps::capped).orElse(List.of()),
                List.copyOf(rejected));
    }
}
