package io.shuangsuiji.amendment.check;

import io.shuangsuiji.calendar.Period;
import io.shuangsuiji.decision.NoMatchingRule;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.jobs.Cancellation;
import io.shuangsuiji.plan.Classified;
import io.shuangsuiji.plan.Plan;
import io.shuangsuiji.plan.Stratum;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.registry.ReadReport;
import io.shuangsuiji.registry.RegistryFile;
import io.shuangsuiji.registry.RegistryObject;
import io.shuangsuiji.registry.RegistryRow;
import io.shuangsuiji.sheets.UnreadableFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What comes of an edition that is put to work: a registry planned for every period of a year. Every object must be
 * decided, every stratum routed and drawn at some time.
 *
 * @param registry what the registry is called
 * @param periods the periods of the year
 * @param objects how many objects were decided
 * @param strata what each stratum comes to
 * @param problems what does not work, in words
 */
public record TrialPlan(String registry, List<String> periods, long objects, List<Line> strata, List<String> problems) {
    /** The periods as people call them. */
    public List<String> periodsInWords() {
        return periods.stream()
                .map(text -> Period.parse(text).map(Period::inWords).orElse(text))
                .toList();
    }

    /** Further rows of a registry say little that is new, and a check should end soon. */
    private static final int MOST_ROWS = 2_000;

    private static final int MOST_PROBLEMS = 20;

    /**
     * A stratum over the year.
     *
     * @param stratum its name
     * @param population how many objects it holds
     * @param drawnBy who draws, or null
     * @param drawn how many are drawn in each period; null where it is not due, or cannot be said
     */
    public record Line(String stratum, long population, String drawnBy, List<Long> drawn) {}

    /** A registry that was used before, and what was asked of its last plan, by name. */
    public record Registry(String name, String digest, RegistryFile file, SortedMap<String, String> parameters) {}

    /** Of objects made up from what the edition declares. */
    static TrialPlan generated(Edition edition) {
        var generated = new GeneratedRegistry(edition);
        var objects = generated.objects();
        var read = new ReadReport(
                "",
                "",
                objects.size(),
                List.of(),
                List.of(),
                List.of(),
                new ReadReport.Skipped(0, List.of()),
                null,
                List.of());
        var run = new Run(GeneratedRegistry.NAME, edition, new TreeMap<>());
        objects.forEach(run::add);
        run.undecided(generated);
        return run.finish(read);
    }

    /** Of a registry that was used before. */
    static TrialPlan of(Edition edition, Registry registry) {
        var name = "名录库「" + registry.name() + "」";
        var run = new Run(name, edition, registry.parameters());
        try (var rows = registry.file().open(edition)) {
            run.take(rows);
            if (run.taken > 0 && run.rejected == run.taken) {
                run.problems.add(name + "的 " + run.taken + " 行全部不能受理："
                        + rows.report().rejectedBy().stream()
                                .limit(3)
                                .map(cause -> cause.cause().split(" / ", 2)[0])
                                .distinct()
                                .collect(Collectors.joining("；")));
                return run.nothing();
            }
            return run.finish(rows.report());
        } catch (UnreadableFile | IOException unreadable) {
            run.problems.add(name + "读不出来：" + unreadable.getMessage().split(" / ", 2)[0]);
            return run.nothing();
        }
    }

    /** One planning of a year. */
    private static final class Run {
        private final String name;
        private final TrialYear year;
        private final Map<RegistryObject, Classified> decided = new LinkedHashMap<>();
        private final Map<String, List<String>> failed = new LinkedHashMap<>();
        private final List<String> problems = new ArrayList<>();
        private long taken;
        private long rejected;
        private long objects;

        Run(String name, Edition edition, SortedMap<String, String> parameters) {
            this.name = name;
            this.year = new TrialYear(edition, parameters, classified -> {
                objects++;
                decided.put(classified.object(), classified);
            });
        }

        void take(Iterator<RegistryRow> rows) {
            while (rows.hasNext() && taken < MOST_ROWS) {
                add(rows.next());
                // one object is as good as the next here
                decided.clear();
            }
        }

        void add(RegistryRow row) {
            Cancellation.check();
            taken++;
            rejected += row instanceof RegistryObject ? 0 : 1;
            try {
                year.add(row);
            } catch (NoMatchingRule none) {
                fail(row, words(none.reasons()));
            } catch (InvalidInput refused) {
                fail(row, refused.problems().get(0).detail().split(" / ", 2)[0]);
            }
        }

        private void fail(RegistryRow row, String why) {
            failed.computeIfAbsent(why, any -> new ArrayList<>())
                    .add(row instanceof RegistryObject object ? described(object) : row.place());
        }

        /** Objects of a type and level of which none is given a category. */
        void undecided(GeneratedRegistry generated) {
            var groups = new LinkedHashMap<List<Object>, Boolean>();
            decided.forEach((object, classified) ->
                    groups.merge(generated.group(object), classified.category() != null, Boolean::logicalOr));
            groups.forEach((group, any) -> {
                if (!any) {
                    problems.add(name + "："
                            + group.stream().map(Objects::toString).collect(Collectors.joining("、")) + " 的对象判定不出类别");
                }
            });
        }

        TrialPlan finish(ReadReport read) {
            failed.forEach((why, where) ->
                    problems.add(name + "：" + where.size() + " 个对象判定不了，" + why + "（如 " + where.get(0) + "）"));
            List<Plan> plans;
            try {
                plans = year.plans(read);
            } catch (NoMatchingRule none) {
                problems.add(name + "编不出方案：" + words(none.reasons()));
                return nothing();
            } catch (InvalidInput refused) {
                problems.add(
                        name + "编不出方案：" + refused.problems().get(0).detail().split(" / ", 2)[0]);
                return nothing();
            }
            var lines = plans.get(0).strata().stream()
                    .map(stratum -> line(stratum, plans))
                    .toList();
            if (lines.stream().flatMap(line -> line.drawn().stream()).noneMatch(drawn -> drawn != null && drawn > 0)) {
                problems.add(name + "：全年 " + plans.size() + " 期没有抽取任何对象");
            }
            return trial(lines);
        }

        private Line line(Stratum stratum, List<Plan> plans) {
            var periods = plans.stream()
                    .flatMap(plan -> plan.strata().stream())
                    .filter(other -> other.stratum().equals(stratum.stratum()))
                    .toList();
            boolean drawable = stratum.applicable() && stratum.population() > 0;
            if (drawable && periods.stream().noneMatch(Stratum::dueThisQuarter)) {
                problems.add(name + "：抽样层「" + stratum.stratum() + "」（" + stratum.population() + " 个对象）全年没有一期抽取");
            }
            if (drawable && (stratum.drawnBy() == null || stratum.drawnBy().isBlank())) {
                problems.add(name + "：抽样层「" + stratum.stratum() + "」没有说由谁抽取");
            }
            if (stratum.population() > 0 && stratum.rateText().isEmpty() && stratum.measure() == null) {
                problems.add(name + "：抽样层「" + stratum.stratum() + "」（" + stratum.population() + " 个对象）没有抽样规则");
            }
            return new Line(
                    stratum.stratum(),
                    stratum.population(),
                    stratum.drawnBy(),
                    periods.stream()
                            .map(period -> period.dueThisQuarter() ? period.sampleSize() : null)
                            .collect(Collectors.toCollection(ArrayList::new)));
        }

        TrialPlan nothing() {
            return trial(List.of());
        }

        private TrialPlan trial(List<Line> lines) {
            if (problems.size() > MOST_PROBLEMS) {
                int more = problems.size() - MOST_PROBLEMS;
                problems.subList(MOST_PROBLEMS, problems.size()).clear();
                problems.add(name + "：另有 " + more + " 处没有列出");
            }
            return new TrialPlan(name, year.periods(), objects, lines, List.copyOf(problems));
        }
    }

    private static String words(List<String> reasons) {
        return reasons.stream()
                .map(reason -> reason.split(" / ", 2)[0])
                .distinct()
                .limit(3)
                .collect(Collectors.joining("；"));
    }

    private static String described(RegistryObject object) {
        return object.facts().values().stream()
                .filter(value -> value != null && !Boolean.FALSE.equals(value))
                .map(Objects::toString)
                .collect(Collectors.joining("、"));
    }
}
