package io.shuangsuiji.kernel;

import io.shuangsuiji.kernel.logic.KieFeel;
import io.shuangsuiji.kernel.logic.ModelReader;
import io.shuangsuiji.kernel.symbolic.FallbackToInterpreter;
import io.shuangsuiji.kernel.symbolic.Layout;
import io.shuangsuiji.policy.Background;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.KieEngine;
import io.shuangsuiji.policy.ValueType;
import io.shuangsuiji.policy.ValueType.Field;
import io.shuangsuiji.policy.ValueType.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Gives an edition kernels: {@code new EditionCompiler(Kernels::accelerate)}, or by way of JSON too, the decision room's {@code TypedLines}. */
public final class Kernels {
    private static final VerifiedCache PROVEN = new VerifiedCache();

    private Kernels() {}

    /** A kernel that agreed with KIE, or the report of why there is none. */
    public record Built(Kernel kernel, KernelReport report) {}

    /** The edition, answered by a kernel for each model that has one which agrees with KIE in every case tried. */
    public static Edition accelerate(Edition edition) {
        var kernels = new HashMap<String, Kernel>();
        var reports = new LinkedHashMap<String, KernelReport>();
        var building = new LinkedHashMap<String, CompletableFuture<Built>>();
        for (var model : edition.models().values()) {
            building.put(
                    model.name(),
                    Background.start(() -> PROVEN.get(model, () -> build(model, edition.kie(), none -> {}))));
        }
        building.forEach((name, begun) -> {
            var built = Background.result(begun);
            reports.put(name, built.report());
            if (built.kernel() != null) {
                kernels.put(name, built.kernel());
            }
        });
        return edition.withEngine(new KernelEngine(edition.kie(), kernels, Collections.unmodifiableMap(reports)));
    }

    /** How each model of an edition is answered, by name; empty where the edition has no kernels. */
    public static Map<String, KernelReport> reports(Edition edition) {
        return edition.engine() instanceof KernelEngine engine ? engine.reports() : Map.of();
    }

    /**
     * Builds and proves the kernel of one model.
     *
     * @param disturb what happens to the tables before the kernel is proved: nothing, but in a test
     */
    public static Built build(DecisionModel model, KieEngine kie, Consumer<OutcomeTableBuilder> disturb) {
        long begun = System.nanoTime();
        try {
            var feel = new KieFeel();
            var steps = new ModelReader(model, feel).read();
            if (steps.isEmpty()) {
                throw new FallbackToInterpreter("no decision depends on an input");
            }
            var layout = new Layout(model, ModelReader.words(steps));
            var fields = fields("", model.outputs());
            var tabulation = new OutcomeTableBuilder(model, steps, layout, feel, fields);
            var lookup = tabulation.isComplete() ? null : new Lookup(model, steps, layout, feel, fields);
            disturb.accept(tabulation);
            var kernel = lookup == null ? new Kernel(layout, tabulation, fields) : new Kernel(layout, lookup, fields);
            var gate = new EquivalenceCheck(model, kie, kernel);
            var proof = lookup == null ? gate.prove(tabulation.situations) : gate.prove(lookup);
            if (proof.counterexample() != null) {
                return new Built(
                        null,
                        KernelReport.kie(
                                model.name(),
                                "快速求值与 KIE 不一致，由 KIE 求值：" + proof.counterexample(),
                                "the kernel differs from KIE, which answers instead: " + proof.counterexample(),
                                proof.cases()));
            }
            return new Built(
                    kernel,
                    lookup == null
                            ? report(model, tabulation, kernel, proof, System.nanoTime() - begun)
                            : KernelReport.lookup(model.name(), proof, Duration.ofNanos(System.nanoTime() - begun)));
        } catch (FallbackToInterpreter outside) {
            return interpreted(model, outside.getMessage());
        } catch (ArithmeticException | UnsupportedOperationException | ClassCastException unforeseen) {
            return interpreted(model, unforeseen.toString());
        }
    }

    private static Built interpreted(DecisionModel model, String reason) {
        return new Built(
                null,
                KernelReport.kie(
                        model.name(),
                        "有快速求值不支持的写法，由 KIE 求值：" + reason,
                        "outside what kernels support, answered by KIE: " + reason,
                        0));
    }

    private static KernelReport report(
            DecisionModel model,
            OutcomeTableBuilder tabulation,
            Kernel kernel,
            EquivalenceCheck.Proof proof,
            long nanos) {
        int left = 0;
        String reason = "";
        for (int outcome : tabulation.outcomeOf) {
            if (tabulation.outcomes.get(outcome).isLeft()) {
                left++;
                reason = tabulation.outcomes.get(outcome).reason();
            }
        }
        if (left == tabulation.outcomeOf.length) {
            throw new FallbackToInterpreter(reason);
        }
        return new KernelReport(
                model.name(),
                left == 0 ? KernelReport.Path.KERNEL : KernelReport.Path.KERNEL_AND_KIE,
                left == 0 ? "" : "部分输入组合由 KIE 求值：" + reason + " / some combinations are answered by KIE: " + reason,
                kernel.combinations(),
                left,
                tabulation.outcomes.size(),
                proof.cases(),
                proof.unreached(),
                Duration.ofNanos(nanos));
    }

    /** The paths of the outputs and their fields, as far down as there are no lists. */
    private static List<String> fields(String prefix, List<Field> outputs) {
        var paths = new ArrayList<String>();
        for (var output : outputs) {
            paths.add(prefix + output.name());
            ValueType type = output.type();
            if (type.kind() == Kind.STRUCTURE && !type.list()) {
                paths.addAll(fields(prefix + output.name() + ".", type.fields()));
            }
        }
        return paths;
    }
}
