package io.shuangsuiji.decision.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.decision.Decisions;
import io.shuangsuiji.decision.input.Values;
import io.shuangsuiji.kernel.Kernels;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The search for the smallest change against trying every value of a grid, which knows nothing of the tables. */
class SmallestChangeTest {
    private static final DecisionModel MODEL = Asking.model("classification");
    /** The oracle asks it hundreds of thousands of times; that its kernels answer as KIE does is proved elsewhere. */
    private static final Edition QUICK = Kernels.accelerate(TestEditions.shipped());

    private static final LocalDate TODAY = LocalDate.of(2024, 3, 20);
    private static final Set<String> KEPT = Set.of("taskType", "evaluationDate", "object.objectType");

    /** Every value of each open fact that the oracle tries. */
    private static final Map<String, List<Object>> GRID = new LinkedHashMap<>();

    static {
        GRID.put("object.supervisionLevel", Arrays.asList("重点", "一般", "特殊", null));
        GRID.put("object.creditRating", Arrays.asList("环保诚信企业", "环保良好企业", "环保警示企业", "环保不良企业", null));
        GRID.put("object.vocsGrade", Arrays.asList("A", "B", "C", null));
        GRID.put("object.onPositiveList", Arrays.asList(true, false, null));
        GRID.put("object.permitManagement", Arrays.asList("重点管理", "简化管理", "登记管理", null));
        GRID.put(
                "object.complaintsInQuarter",
                new ArrayList<>(IntStream.rangeClosed(0, 14)
                        .mapToObj(BigDecimal::valueOf)
                        .toList()));
        GRID.put(
                "object.lastPenaltyDate",
                new ArrayList<>(LongStream.rangeClosed(-375, 2)
                        .mapToObj(TODAY::plusDays)
                        .toList()));
    }

    record Question(Map<String, Object> inputs, String path, Object value) {}

    @Provide
    Arbitrary<Question> questions() {
        var object = Combinators.combine(
                        of("object.supervisionLevel"),
                        of("object.creditRating"),
                        of("object.vocsGrade"),
                        of("object.onPositiveList"),
                        of("object.permitManagement"),
                        Arbitraries.integers()
                                .between(0, 14)
                                .map(n -> (Object) BigDecimal.valueOf(n))
                                .injectNull(0.3),
                        Arbitraries.integers()
                                .between(-800, 2)
                                .map(n -> (Object) TODAY.plusDays(n))
                                .injectNull(0.5),
                        Arbitraries.of("排污单位", "排污单位", "排污单位", "加油站"))
                .as((level, rating, vocs, list, permit, complaints, penalty, type) -> {
                    var facts = new HashMap<String, Object>();
                    facts.put("objectType", type);
                    facts.put("supervisionLevel", level);
                    facts.put("creditRating", rating);
                    facts.put("vocsGrade", vocs);
                    facts.put("onPositiveList", list);
                    facts.put("permitManagement", permit);
                    facts.put("complaintsInQuarter", complaints);
                    facts.put("lastPenaltyDate", penalty);
                    return facts;
                });
        var wanted = Arbitraries.of(
                Map.entry("classification.category", "特殊"),
                Map.entry("classification.category", "不纳入"),
                Map.entry("classification.category", "重点"),
                Map.entry("classification.inspectionMode", "非现场"),
                Map.entry("classification.conflict", true),
                Map.entry("classification.triggers.rule", "R07a"));
        return Combinators.combine(object, wanted, Arbitraries.of("日常", "专项"))
                .as((facts, want, task) -> new Question(
                        Map.of("object", facts, "taskType", task, "evaluationDate", TODAY),
                        want.getKey(),
                        want.getValue()));
    }

    private static Arbitrary<Object> of(String fact) {
        return Arbitraries.of(GRID.get(fact));
    }

    @Property(tries = 40)
    void everyChangeDoesWhatItSaysAndNoSmallerOneDoes(@ForAll("questions") Question question) {
        var wanted = new TargetOutput(List.of(question.path().split("[.]")), "", question.value());
        var answer = WhyNot.answer(
                TestEditions.shipped(),
                MODEL,
                new WhyNotQuestion(question.inputs(), List.of(wanted), KEPT, WhyNotQuestion.GREATEST_LIMIT),
                Asking.TRIES,
                Asking.TIME);
        assertThat(answer.satisfied()).isEqualTo(holds(wanted, question.inputs()));
        if (answer.satisfied()) {
            return;
        }
        assertThat(answer.search().complete()).isTrue();
        for (var alternative : answer.alternatives()) {
            assertThat(holds(wanted, applied(question.inputs(), alternative)))
                    .as(alternative.sentence())
                    .isTrue();
        }
        var single = singles(wanted, question.inputs());
        int size = answer.alternatives().isEmpty()
                ? 0
                : answer.alternatives().get(0).changes().size();
        if (!single.isEmpty()) {
            assertThat(size).isEqualTo(1);
            single.forEach((path, nearest) -> assertThat(answer.alternatives())
                    .as("a change of %s by %s", path, nearest)
                    .anySatisfy(alternative -> {
                        var change = alternative.changes().get(0);
                        assertThat(change.path()).isEqualTo(path);
                        assertThat(distance(change)).isLessThanOrEqualTo(nearest);
                    }));
        } else {
            assertThat(size).isEqualTo(pairHolds(wanted, question.inputs()) ? 2 : 0);
        }
    }

    /** By fact, the least distance of a single change that does it. */
    private static Map<String, Long> singles(TargetOutput wanted, Map<String, Object> inputs) {
        var found = new HashMap<String, Long>();
        for (var fact : open()) {
            for (var value : GRID.get(fact.name())) {
                if (holds(wanted, fact.with(inputs, value))) {
                    found.merge(fact.name(), distance(fact.in(inputs), value), Math::min);
                }
            }
        }
        return found;
    }

    private static boolean pairHolds(TargetOutput wanted, Map<String, Object> inputs) {
        var facts = open();
        for (int i = 0; i < facts.size(); i++) {
            for (int j = i + 1; j < facts.size(); j++) {
                for (var first : coarse(facts.get(i))) {
                    var once = facts.get(i).with(inputs, first);
                    for (var second : coarse(facts.get(j))) {
                        if (holds(wanted, facts.get(j).with(once, second))) {
                            return true;
                        }
                    }
                }
            }
        }
        return false;
    }

    /** Every so many days will do where only the window matters. */
    private static List<Object> coarse(InputPath fact) {
        var values = GRID.get(fact.name());
        return fact.ordered()
                ? IntStream.range(0, values.size())
                        .filter(i -> i % 7 == 0)
                        .mapToObj(values::get)
                        .toList()
                : values;
    }

    private static List<InputPath> open() {
        return InputPath.of(MODEL).stream()
                .filter(fact -> GRID.containsKey(fact.name()))
                .toList();
    }

    private static boolean holds(TargetOutput wanted, Map<String, Object> inputs) {
        return wanted.holds(Decisions.decide(QUICK, MODEL, inputs));
    }

    private static Map<String, Object> applied(Map<String, Object> inputs, WhyNotAnswer.Alternative alternative) {
        var changed = inputs;
        for (var change : alternative.changes()) {
            var fact = InputPath.of(MODEL).stream()
                    .filter(one -> one.name().equals(change.path()))
                    .findFirst()
                    .orElseThrow();
            changed = fact.with(changed, Values.fromJson(fact.type(), change.to(), "", new ArrayList<>()));
        }
        return changed;
    }

    private static long distance(WhyNotAnswer.Change change) {
        if (change.to().isNumber() && change.from().isNumber()) {
            return Math.abs(change.to().longValue() - change.from().longValue());
        }
        if (change.path().endsWith("Date")
                && change.to().isTextual()
                && change.from().isTextual()) {
            return distance(
                    LocalDate.parse(change.from().textValue()),
                    LocalDate.parse(change.to().textValue()));
        }
        return 0;
    }

    /** Between words, and from nothing, every way is as far. */
    private static long distance(Object from, Object to) {
        if (from instanceof LocalDate a && to instanceof LocalDate b) {
            return Math.abs(ChronoUnit.DAYS.between(a, b));
        }
        return from instanceof BigDecimal a && to instanceof BigDecimal b
                ? a.subtract(b).abs().longValue()
                : 0;
    }
}
