package io.shuangsuiji.bench;

import io.shuangsuiji.kernel.Kernel;
import io.shuangsuiji.kernel.symbolic.TabulatedOutcome;
import io.shuangsuiji.kernel.symbolic.InputVector;
import io.shuangsuiji.kernel.symbolic.Slot;

/** Classification and quota by the kernels' typed rows, as a batch would use them. */
final class TypedKernel {
    private final Kernel classifier;
    private final Kernel sizer;
    private final int[] categories;
    private final Slot objectType;
    private final Slot category;
    private final Slot population;
    private final int required;
    private final InputVector quotaRow;

    TabulatedOutcome classification;
    TabulatedOutcome quota;

    TypedKernel(Cases cases) {
        classifier = cases.classifier;
        sizer = cases.sizer;
        objectType = sizer.slot("objectType").orElseThrow();
        category = sizer.slot("category").orElseThrow();
        population = sizer.slot("population").orElseThrow();
        required = sizer.field("quota.required");
        quotaRow = sizer.newRow();
        quotaRow.setNumber(sizer.slot("officers").orElseThrow(), Cases.OFFICERS);
        quotaRow.setNumber(sizer.slot("participatingOfficers").orElseThrow(), Cases.PARTICIPATING);
        quotaRow.setNumber(sizer.slot("quarter").orElseThrow(), 1);
        // what the category of each outcome is to the quota, found once
        int field = classifier.field("classification.category");
        categories = new int[classifier.outcomes()];
        for (var row : cases.rows) {
            var outcome = classifier.decide(row);
            categories[outcome.id()] = category.ordinal((String) outcome.value(field, row));
        }
    }

    /** The required number; {@link HandWritten#NONE} where there is none. */
    long decide(InputVector row, int type, long size) {
        classification = classifier.decide(row);
        quotaRow.setOrdinal(objectType, type);
        quotaRow.setOrdinal(category, categories[classification.id()]);
        quotaRow.setNumber(population, size);
        quota = sizer.decide(quotaRow);
        return quota.isNull(required, quotaRow) ? HandWritten.NONE : quota.whole(required, quotaRow);
    }
}
