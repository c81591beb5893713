package io.shuangsuiji.draw;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.draw.Commitments.Named;
import io.shuangsuiji.draw.Commitments.Terms;
import io.shuangsuiji.draw.lot.HashAlgorithm;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.registry.History;
import io.shuangsuiji.registry.Inspector;
import io.shuangsuiji.registry.RegistryFile;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.file.FileFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** A draw of the sample registry for tests: its inputs, its terms, and what became known. */
public final class Draws {
    public static final LocalDate TODAY = LocalDate.of(2023, 12, 20);
    public static final String SECRET = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    public static final List<Named> SOURCES = List.of(new Named("双色球", "2023-12-26"), new Named("超级大乐透", "2023-12-27"));
    public static final List<String> RESULTS = List.of("03 08 14 20 27 33 + 09", "01 12 19 22 35 + 03 11");
    public static final String REVIEW = "0".repeat(64);

    private Draws() {}

    /** The registry that is shipped as a sample. */
    public static RegistryFile sample() {
        return registry(String.join("\n", lines()));
    }

    /** Its lines, the header first, without the rows that repeat an id: they are there to be found, not to be drawn from. */
    public static List<String> lines() {
        var ids = new HashSet<String>();
        try {
            return new ArrayList<>(Files.readAllLines(Path.of("samples/registry.csv")).stream()
                    .filter(line -> ids.add(line.substring(0, line.indexOf(','))))
                    .toList());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public static RegistryFile registry(String csv) {
        return registry(Source.of("名录库.csv", csv.getBytes(StandardCharsets.UTF_8)));
    }

    private static RegistryFile registry(Source source) {
        try {
            return RegistryFile.of(source, FileFormat.of(source, null));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public static DrawInputs inputs() {
        return inputs(TestEditions.served(), sample(), Set.of());
    }

    public static DrawInputs inputs(Edition edition, RegistryFile registry, Set<String> drawnBefore) {
        return new DrawInputs(
                edition,
                TestEditions.request(edition, "2024Q1", 36, 12, "2024-01-01"),
                registry,
                roster(),
                new History(drawnBefore.stream()
                        .map(id -> new History.Entry(id, null, List.of()))
                        .toList()));
    }

    /** Inspectors of the teams of the sample. */
    public static List<Inspector> roster() {
        return IntStream.rangeClosed(1, 36)
                .mapToObj(number -> new Inspector(
                        "NS-ZF-%03d".formatted(number),
                        "检查员" + number,
                        "执法科" + "一二三".charAt(number % 3) + "队",
                        true,
                        "执法证" + number,
                        LocalDate.of(2022, 1, 1),
                        LocalDate.of(2026, 12, 31),
                        List.of(),
                        List.of(),
                        List.of()))
                .toList();
    }

    /** The pool of inputs that can be drawn from. */
    public static Pool pool(DrawInputs inputs) throws IOException {
        var problems = new ArrayList<FieldProblem>();
        var pool = inputs.pool(problems);
        if (!problems.isEmpty()) {
            throw new InvalidInput(problems);
        }
        return pool;
    }

    public static Commitment commitment(DrawInputs inputs) throws IOException {
        return commitment(inputs, terms());
    }

    static Commitment commitment(DrawInputs inputs, Terms terms) throws IOException {
        return Commitments.of(inputs, pool(inputs), terms, TODAY);
    }

    public static Drawing.Objects objects(Commitment commitment, DrawInputs inputs) throws IOException {
        return new Drawing(commitment, inputs, Secret.of(SECRET)).objects(pool(inputs), REVIEW, RESULTS);
    }

    public static Draw voided(Commitment commitment, DrawInputs inputs, String why) throws IOException {
        return new Drawing(commitment, inputs, Secret.of(SECRET)).voided(pool(inputs), REVIEW, why);
    }

    public static Terms terms() {
        return terms(HashAlgorithm.SHA_256);
    }

    public static Terms terms(HashAlgorithm hash) {
        return new Terms(hash, 1, Secret.of(SECRET), SOURCES, REVIEW, null, null);
    }
}
