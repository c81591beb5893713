package io.shuangsuiji.bench;

import io.shuangsuiji.bench.HandWritten.Classification;
import io.shuangsuiji.bench.HandWritten.Quota;
import io.shuangsuiji.policy.Engine;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** One classification, and with its category one quota and the required number: one thread, 10,000 objects in turn. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsAppend = "-Djava.util.logging.manager=org.jboss.logmanager.LogManager")
public class Decisions {
    private static final List<String> CATEGORIES = Arrays.asList("重点", "一般", "特殊", "不纳入");

    private Cases cases;
    private TypedKernel typed;
    private Memo memo;
    private Jdmn jdmn;
    /** The objects to which jDMN gives an answer. */
    private int[] answered;

    private Camunda camunda;
    private int next;

    /** Loads the edition and checks that all candidates give the same answers. */
    @Setup
    public void prepare() {
        cases = new Cases();
        typed = new TypedKernel(cases);
        memo = new Memo(cases.edition.kie());
        jdmn = new Jdmn(cases);
        answered = IntStream.range(0, Cases.COUNT)
                .filter(index -> jdmn.answers(cases, index))
                .toArray();
        camunda = new Camunda();
        for (int i = 0; i < Cases.COUNT; i++) {
            check(i);
        }
    }

    private void check(int index) {
        var facts = cases.facts[index];
        var classification = HandWritten.classify(facts);
        var quota = HandWritten.quota(
                facts.objectType(),
                classification.category(),
                cases.populations[index],
                Cases.OFFICERS,
                Cases.PARTICIPATING,
                1);
        same(index, quota.required(), typed.decide(cases.rows[index], facts.objectType(), cases.populations[index]));
        same(index, rulesMatched(classification.triggers()), typed.classification.matchedRules().get(0).rows());
        var answer = Answers.classify(cases.engine, cases, index);
        compare(index, classification, answer);
        if (index % 20 == 0) {
            same(index, answer, Answers.classify(cases.edition.kie(), cases, index));
        }
        var sized = Answers.size(cases.engine, cases, index, answer.get("category"));
        same(index, quota.required(), number(sized.get("required")));
        if (index % 20 == 0) {
            compareOthers(index, classification, quota, answer.get("category"));
        }
        same(index, quota.sampleSize(), number(sized.get("sampleSize")));
        same(index, quota.shortfall(), number(sized.get("shortfall")));
        same(index, quota.dueThisQuarter(), sized.get("dueThisQuarter"));
    }

    private static void compare(int index, Classification expected, Map<?, ?> answer) {
        same(index, expected.category(), CATEGORIES.indexOf(answer.get("category")) + 1);
        same(
                index,
                List.of("现场", "非现场", "不检查").get(expected.inspectionMode() - 1),
                answer.get("inspectionMode"));
        same(index, expected.inPopulation(), answer.get("inPopulation"));
        same(index, expected.offSite(), answer.get("offSite"));
        same(index, expected.conflict(), answer.get("conflict"));
        same(index, expected.review(), answer.get("review"));
        same(index, Integer.bitCount(expected.triggers()), ((List<?>) answer.get("triggers")).size());
        same(index, Integer.bitCount(expected.notices()), ((List<?>) answer.get("notices")).size());
    }

    private void compareOthers(int index, Classification classification, Quota quota, Object category) {
        if (Arrays.binarySearch(answered, index) >= 0) {
            compareJdmn(index, classification, quota, category);
        }
        // some thousand times slower than the others
        if (index % 500 == 0) {
            same(
                    index,
                    Integer.bitCount(classification.triggers()),
                    camunda.triggers(cases, index).size());
            same(
                    index,
                    Answers.size(cases.engine, cases, index, category).get("rule"),
                    camunda.rule(cases, index, category).get("rule"));
        }
    }

    private void compareJdmn(int index, Classification classification, Quota quota, Object category) {
        var theirs = jdmn.classify(cases, index);
        same(index, category, jdmn.category(theirs));
        same(index, Integer.bitCount(classification.triggers()), jdmn.triggers(theirs));
        same(index, quota.required(), number(jdmn.required(jdmn.size(cases, index, category))));
    }

    private static List<Integer> rulesMatched(int bits) {
        return IntStream.range(0, 9)
                .filter(bit -> (bits >> bit & 1) != 0)
                .mapToObj(bit -> bit + 1)
                .toList();
    }

    private static long number(Object value) {
        return value == null ? HandWritten.NONE : ((BigDecimal) value).longValueExact();
    }

    private static void same(int index, Object expected, Object got) {
        if (!Objects.equals(expected, got)) {
            throw new IllegalStateException("case " + index + ": expected " + expected + ", got " + got);
        }
    }

    private int turn() {
        next = next + 1 == Cases.COUNT ? 0 : next + 1;
        return next;
    }

    /** The yardstick. */
    @Benchmark
    public void handWritten(Blackhole sink) {
        int index = turn();
        var facts = cases.facts[index];
        var classification = HandWritten.classify(facts);
        sink.consume(classification);
        sink.consume(HandWritten.quota(
                facts.objectType(),
                classification.category(),
                cases.populations[index],
                Cases.OFFICERS,
                Cases.PARTICIPATING,
                1));
    }

    /** Kernels, typed rows. */
    @Benchmark
    public long kernelTyped(Blackhole sink) {
        int index = turn();
        long required = typed.decide(cases.rows[index], cases.types[index], cases.populations[index]);
        sink.consume(typed.classification);
        sink.consume(typed.quota);
        return required;
    }

    /** Kernels through the engine's map interface. */
    @Benchmark
    public Object kernelFromMaps(Blackhole sink) {
        return both(cases.engine, sink);
    }

    /** KIE's interpreter. */
    @Benchmark
    public Object kieInterpreter(Blackhole sink) {
        return both(cases.edition.kie(), sink);
    }

    private Object both(Engine engine, Blackhole sink) {
        int index = turn();
        var classification = Answers.classify(engine, cases, index);
        sink.consume(classification);
        return Answers.size(engine, cases, index, classification.get("category"))
                .get("required");
    }

    /** KIE's interpreter behind a memo of whole inputs, filled as it goes. */
    @Benchmark
    public Object kieMemo(Blackhole sink) {
        return both(memo, sink);
    }

    /** jDMN's translation to Java. */
    @Benchmark
    public Object jdmn(Blackhole sink) {
        int index = answered[turn() % answered.length];
        var classification = jdmn.classify(cases, index);
        sink.consume(classification);
        return jdmn.required(jdmn.size(cases, index, jdmn.category(classification)));
    }

    /** Camunda 7: two of the tables only. */
    @Benchmark
    public Object camundaTwoTables(Blackhole sink) {
        int index = turn();
        sink.consume(camunda.triggers(cases, index));
        return camunda.rule(cases, index, "一般");
    }
}
