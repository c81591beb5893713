package io.shuangsuiji;

import io.shuangsuiji.decision.batch.CompiledJsonEvaluator;
import io.shuangsuiji.plan.PlanRequest;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.compile.EditionCompiler;
import io.shuangsuiji.policy.store.EditionCatalog;
import io.shuangsuiji.policy.store.EditionStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Objects;

/** The repository's own edition for tests, and copies of it to amend. */
public final class TestEditions {
    private static final Path DMN = Path.of("dmn");
    private static final Path RULES = Path.of("rules");

    private TestEditions() {}

    private static final class Shipped {
        private static final Edition EDITION =
                load(DMN).inForceOn(LocalDate.of(2024, 1, 1)).orElseThrow();
    }

    /** The edition 2024-01-01 as it is shipped, compiled once. */
    public static Edition shipped() {
        return Shipped.EDITION;
    }

    private static final class Served {
        private static final Edition EDITION = CompiledJsonEvaluator.accelerate(shipped());
    }

    /** The same edition as the service answers by it: by kernels, which were proved against the engine. */
    public static Edition served() {
        return Served.EDITION;
    }

    /** A compiler as the service and the command line have it: its editions answer by kernels. */
    public static EditionCompiler compiler() {
        return new EditionCompiler(CompiledJsonEvaluator::accelerate);
    }

    /** Every edition of a folder, with the repository's rules. */
    public static EditionCatalog load(Path editions) {
        try (var store = new EditionStore(editions, RULES, new EditionCompiler(), Clock.systemUTC())) {
            store.load();
            return store.catalog();
        }
    }

    /** Copies the shipped edition under another name, to be amended; returns the new folder. */
    public static Path copyTo(Path editions, String name) {
        var target = editions.resolve(name);
        try {
            Files.createDirectories(target);
            try (var files = Files.list(DMN.resolve("2024-01-01"))) {
                for (var file : files.toList()) {
                    Files.copy(file, target.resolve(file.getFileName()));
                }
            }
            return target;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Replaces the one place where a text stands in a file; fails where it stands nowhere or twice. */
    public static void replaceOnce(Path file, String from, String to) {
        try {
            var text = Files.readString(file);
            int first = text.indexOf(from);
            if (first < 0 || text.indexOf(from, first + 1) >= 0) {
                throw new AssertionError(file + " holds not exactly once: " + from);
            }
            Files.writeString(file, text.replace(from, to));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What is asked of a plan: a period and two numbers of officers, of which the second may be missing. */
    public static PlanRequest request(Edition edition, String period, int officers, Integer participating, String day) {
        var given = new HashMap<String, String>();
        given.put("period", period);
        given.put("officers", Integer.toString(officers));
        given.put("participatingOfficers", Objects.toString(participating, null));
        return PlanRequest.read(edition, given::get, LocalDate.parse(day));
    }
}
