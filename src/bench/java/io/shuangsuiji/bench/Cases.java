package io.shuangsuiji.bench;

import io.shuangsuiji.bench.HandWritten.Facts;
import io.shuangsuiji.kernel.Kernel;
import io.shuangsuiji.kernel.KernelEngine;
import io.shuangsuiji.decision.batch.CompiledJsonEvaluator;
import io.shuangsuiji.kernel.symbolic.InputVector;
import io.shuangsuiji.kernel.symbolic.Slot;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.compile.EditionCompiler;
import io.shuangsuiji.policy.store.EditionStore;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The shipped edition and 10,000 objects, each as every candidate takes its input. Facts occur about as often as in
 * {@code samples/}: most are polluters at the general level, a tenth was penalised, two thirds are rated.
 */
final class Cases {
    static final int COUNT = 10_000;
    static final LocalDate DAY = LocalDate.of(2024, 3, 20);
    static final long OFFICERS = 36;
    static final long PARTICIPATING = 12;

    final Edition edition =
            load().inForceOn(DAY).orElseThrow();
    final DecisionModel classification = edition.model("classification").orElseThrow();
    final DecisionModel quota = edition.model("quota").orElseThrow();
    final KernelEngine engine = (KernelEngine) edition.engine();
    final Kernel classifier = engine.kernel("classification").orElseThrow();
    final Kernel sizer = engine.kernel("quota").orElseThrow();

    final Facts[] facts = new Facts[COUNT];
    final long[] populations = new long[COUNT];
    /** The objects' types: whoever fills a row has just read them. */
    final int[] types = new int[COUNT];
    final InputVector[] rows = new InputVector[COUNT];
    final List<Map<String, Object>> maps = new ArrayList<>();

    Cases() {
        var random = new Random(2024);
        for (int i = 0; i < COUNT; i++) {
            var row = classifier.newRow();
            row.setOrdinal(slot("object.objectType"), random.nextInt(10) < 6 ? 1 : 1 + random.nextInt(8));
            row.setOrdinal(slot("object.supervisionLevel"), random.nextInt(10) < 7 ? 2 : random.nextInt(4));
            if (random.nextInt(10) == 0) {
                row.setDate(slot("object.lastPenaltyDate"), DAY.minusDays(random.nextInt(700)));
            }
            row.setOrdinal(slot("object.creditRating"), random.nextInt(5));
            row.setOrdinal(slot("object.vocsGrade"), random.nextInt(4));
            if (random.nextInt(5) > 0) {
                row.setNumber(slot("object.complaintsInQuarter"), random.nextInt(20) == 0 ? 12 : random.nextInt(4));
            }
            row.setOrdinal(slot("object.onPositiveList"), random.nextInt(6) == 0 ? 2 : random.nextInt(2));
            row.setOrdinal(slot("object.permitManagement"), random.nextInt(4));
            row.setOrdinal(slot("taskType"), random.nextInt(10) < 8 ? 1 : 1 + random.nextInt(3));
            row.setDate(slot("evaluationDate"), DAY.plusDays(random.nextInt(90)));
            rows[i] = row;
            types[i] = ordinal(row, "object.objectType");
            populations[i] = random.nextInt(20) == 0 ? 0 : random.nextInt(3000);
            maps.add(classifier.inputs(row));
            facts[i] = new Facts(
                    types[i],
                    ordinal(row, "object.supervisionLevel"),
                    row.get(slot("object.lastPenaltyDate")) instanceof LocalDate date
                            ? date.toEpochDay()
                            : HandWritten.NONE,
                    ordinal(row, "object.creditRating"),
                    ordinal(row, "object.vocsGrade"),
                    row.get(slot("object.complaintsInQuarter")) instanceof BigDecimal number ? number.longValue() : -1,
                    row.get(slot("object.onPositiveList")) instanceof Boolean truth ? truth ? 2 : 1 : 0,
                    ordinal(row, "object.permitManagement"),
                    ordinal(row, "taskType"),
                    ((LocalDate) row.get(slot("evaluationDate"))).toEpochDay());
        }
    }

    static io.shuangsuiji.policy.store.EditionCatalog load() {
        try (var store = new EditionStore(
                Path.of("dmn"), Path.of("rules"), new EditionCompiler(CompiledJsonEvaluator::accelerate), Clock.systemUTC())) {
            store.load();
            return store.catalog();
        }
    }

    private Slot slot(String path) {
        return classifier.slot(path).orElseThrow();
    }

    private int ordinal(InputVector row, String path) {
        return slot(path).ordinal((String) row.get(slot(path)));
    }

    /** The quota's input for a case, given the category. */
    Map<String, Object> quotaInputs(int index, Object category) {
        var inputs = new HashMap<String, Object>();
        inputs.put("objectType", ((Map<?, ?>) maps.get(index).get("object")).get("objectType"));
        inputs.put("category", category);
        inputs.put("population", BigDecimal.valueOf(populations[index]));
        inputs.put("officers", BigDecimal.valueOf(OFFICERS));
        inputs.put("participatingOfficers", BigDecimal.valueOf(PARTICIPATING));
        inputs.put("quarter", BigDecimal.ONE);
        return inputs;
    }
}
