package io.shuangsuiji.draw.crew;

import io.shuangsuiji.decision.Decisions;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.plan.PlanRequest;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.sheets.FieldProblem;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What inspectors a drawn object needs (选派要求), by the edition's model {@code draw}.
 *
 * @param inspectors how many
 * @param expertField in what field one must be an expert, or null
 * @param sameTeam true where they must be of the object's team
 * @param areaFact the fact of the object that must be an area of theirs, or null
 */
record Requirement(int inspectors, String expertField, boolean sameTeam, String areaFact, String rule, String clause) {
    private static final String MODEL = "draw";

    /** The table of an edition, asked once for equal objects. Not thread-safe. */
    static final class Table {
        private record Case(String stratum, String objectType, String category) {}

        private final Edition edition;
        private final PlanRequest request;
        private final DecisionModel model;
        private final Map<String, Long> samples;
        private final Map<Case, Requirement> known = new HashMap<>();

        /**
         * Of an edition.
         *
         * @param samples by stratum, how many were drawn
         * @throws InvalidInput where the edition has no such model
         */
        Table(Edition edition, PlanRequest request, Map<String, Long> samples) {
            this.edition = edition;
            this.request = request;
            this.samples = samples;
            this.model = edition.model(MODEL)
                    .orElseThrow(() -> refused(
                            edition,
                            "没有「" + MODEL + ".dmn」，没有说怎样选派检查人员",
                            "has no " + MODEL + ".dmn: it does not say how inspectors are chosen"));
        }

        Requirement of(DrawnTask task) {
            var type = (String) task.object().facts().get("objectType");
            return known.computeIfAbsent(new Case(task.stratum(), type, task.category()), none -> {
                var given = new HashMap<String, Object>();
                given.put("stratum", task.stratum());
                given.put("sampleSize", BigDecimal.valueOf(samples.get(task.stratum())));
                given.put("objectType", type);
                given.put("category", task.category());
                given.put("taskType", edition.planTaskType());
                var decided = (Map<?, ?>) Decisions.decide(
                                edition,
                                model,
                                request.inputs(model, given, task.object().team()))
                        .get("crew");
                var areaFact = (String) decided.get("areaFact");
                if (areaFact != null && !task.object().facts().containsKey(areaFact)) {
                    throw refused(
                            edition,
                            "「选派要求」的片区事实「" + areaFact + "」不是检查对象的事实",
                            "asks for the fact " + areaFact + ", which objects do not have");
                }
                return new Requirement(
                        ((BigDecimal) decided.get("inspectors")).intValueExact(),
                        (String) decided.get("expertField"),
                        Boolean.TRUE.equals(decided.get("sameTeam")),
                        areaFact,
                        (String) decided.get("rule"),
                        (String) decided.get("clause"));
            });
        }
    }

    static InvalidInput refused(Edition edition, String chinese, String english) {
        return new InvalidInput(List.of(new FieldProblem(
                "/edition", edition.name() + " 版" + chinese + " / the edition " + edition.name() + " " + english)));
    }
}
