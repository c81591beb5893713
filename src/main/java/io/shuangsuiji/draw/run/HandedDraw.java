package io.shuangsuiji.draw.run;

import io.shuangsuiji.calendar.Period;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.draw.Commitment;
import io.shuangsuiji.draw.Commitments.Terms;
import io.shuangsuiji.draw.DrawInputs;
import io.shuangsuiji.draw.Secret;
import io.shuangsuiji.draw.Succession;
import io.shuangsuiji.draw.lot.HashAlgorithm;
import io.shuangsuiji.plan.PlanRequest;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.registry.History;
import io.shuangsuiji.registry.Inspector;
import io.shuangsuiji.registry.RegistryFile;
import io.shuangsuiji.registry.Roster;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.Listed;
import io.shuangsuiji.sheets.UnreadableFile;
import io.shuangsuiji.sheets.file.FileFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads what is handed in for a draw, and runs it: the one way from files and texts to documents. */
public final class HandedDraw {
    private static final List<String> INPUTS = List.of(Handed.REGISTRY, Handed.PREVIOUS, Handed.ROSTER, Handed.HISTORY);
    private static final List<String> TERMS = List.of(
            Handed.SECRET, Handed.RANDOMNESS, Handed.SEQUENCE, Handed.PREDECESSOR, Handed.REPLACES, Handed.HASH);
    /** Fixed by rule: nobody tries days until a wanted object is in the pool. */
    private static final String EVALUATION_DATE = "evaluationDate";

    private static final Pattern WHOLE = Pattern.compile("\\d{1,9}");

    /** A commitment is a page of text. */
    private static final int LARGEST_COMMITMENT = 16 << 20;

    private final Handed handed;
    private final Commitment commitment;
    private final Edition edition;

    private HandedDraw(Handed handed, Commitment commitment, Function<LocalDate, Edition> inForce) {
        this.handed = handed;
        this.commitment = commitment;
        this.edition = inForce.apply(period(handed, commitment).firstDay());
    }

    /**
     * Reviews a pool. Reads {@code registry}, {@code previous}, {@code roster}, {@code history}, {@code hash}, the period and
     * the plan's parameters.
     *
     * @param inForce gives the edition in force on a day
     * @throws InvalidInput naming each part that cannot be taken
     */
    public static DrawRun.Reviewed review(Handed handed, Function<LocalDate, Edition> inForce) throws IOException {
        MisplacedSecret.refuse(handed);
        var draw = new HandedDraw(handed, null, inForce);
        draw.refuseUnknown(List.of(Handed.HASH), List.of());
        return DrawRun.review(draw.hash(), draw.inputs(false), draw.previous());
    }

    /**
     * Commits to a pool. Reads what a review reads, and {@code secret}, {@code sequence}, {@code predecessor},
     * {@code replaces} and each {@code randomness} as {@code source@day}.
     *
     * @param inForce gives the edition in force on a day
     * @param today in the time of the bureau
     * @throws InvalidInput naming each part that cannot be taken
     */
    public static DrawRun.Committed commit(Handed handed, Function<LocalDate, Edition> inForce, LocalDate today)
            throws IOException {
        MisplacedSecret.refuse(handed);
        var draw = new HandedDraw(handed, null, inForce);
        draw.refuseUnknown(TERMS, List.of());
        var predecessor = draw.predecessor();
        var terms = draw.terms(predecessor);
        var committed = DrawRun.commit(draw.inputs(true), draw.previous(), terms, today);
        predecessor.ifPresent(before -> refuse(Succession.breaks(before, committed.commitment())));
        return committed;
    }

    /** The commitment before, where it was handed in whole and not by its digest alone. */
    private Optional<Commitment> predecessor() {
        return Optional.ofNullable(handed.text(Handed.PREDECESSOR))
                .filter(text -> text.startsWith("{"))
                .map(text -> CommitmentFile.read(bytes(text), "/" + Handed.PREDECESSOR));
    }

    private static void refuse(List<Succession.Break> breaks) {
        if (!breaks.isEmpty()) {
            throw new InvalidInput(breaks.stream()
                    .map(each -> new FieldProblem("/" + Handed.PREDECESSOR, each.chinese() + " / " + each.english()))
                    .toList());
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Draws what was committed to, or records that nothing could be drawn. Reads {@code commitment}, the files that it was
     * made of, {@code secret}, and each {@code randomness} as it came, or {@code void} with the reason. The period and the
     * parameters are the commitment's; given again, they must be the same.
     *
     * @param inForce gives the edition in force on a day
     * @param today in the time of the bureau
     * @throws InvalidInput naming each part that cannot be taken, or is not what was committed to
     */
    public static DrawRun.Made draw(Handed handed, Function<LocalDate, Edition> inForce, LocalDate today)
            throws IOException {
        MisplacedSecret.refuse(handed);
        var draw = new HandedDraw(handed, commitment(handed), inForce);
        draw.refuseUnknown(
                List.of(Handed.SECRET, Handed.RANDOMNESS, Handed.VOID, Handed.COMMITMENT), List.of(Handed.COMMITMENT));
        var secret = Secret.of(handed.text(Handed.SECRET));
        var why = handed.text(Handed.VOID);
        if (why != null && !handed.all(Handed.RANDOMNESS).isEmpty()) {
            throw refused("/void", "作废的抽取没有公开随机数，两者只能给一种", "a void draw has no randomness: give either");
        }
        return why == null
                ? DrawRun.draw(draw.commitment, draw.inputs(true), draw.previous(), secret, draw.results(), today)
                : DrawRun.voided(draw.commitment, draw.inputs(true), draw.previous(), secret, why);
    }

    /**
     * The commitment that was handed in.
     *
     * @throws InvalidInput where there is none, or not to the byte as it was published
     */
    public static Commitment commitment(Handed handed) throws IOException {
        var file = handed.file(Handed.COMMITMENT).orElse(null);
        var text = handed.texts().getOrDefault(Handed.COMMITMENT, List.of());
        if (file == null && text.isEmpty()) {
            throw refused("/" + Handed.COMMITMENT, "缺少承诺文件", "the commitment is required");
        }
        if (file == null) {
            return CommitmentFile.read(bytes(text.get(0)), "/" + Handed.COMMITMENT);
        }
        if (file.size() > LARGEST_COMMITMENT) {
            throw refused(
                    "/" + Handed.COMMITMENT,
                    "文件有 " + file.size() + " 字节，不是承诺",
                    "a file of " + file.size() + " bytes is no commitment");
        }
        try (var bytes = file.open()) {
            return CommitmentFile.read(bytes.readAllBytes(), "/" + Handed.COMMITMENT);
        }
    }

    private static Period period(Handed handed, Commitment commitment) {
        if (commitment != null && handed.text("period") == null && handed.text("quarter") == null) {
            return PlanRequest.period(name -> name.equals("period") ? commitment.period() : null);
        }
        return PlanRequest.period(handed::text);
    }

    private void refuseUnknown(List<String> texts, List<String> files) {
        handed.refuseUnknown(
                Stream.concat(
                                PlanRequest.names(edition).stream().filter(name -> !name.equals(EVALUATION_DATE)),
                                texts.stream())
                        .toList(),
                Stream.concat(INPUTS.stream(), files.stream()).toList());
    }

    private DrawInputs inputs(boolean staffed) throws IOException {
        var registry = registry(Handed.REGISTRY, "名录库");
        if (registry == null) {
            throw refused("/" + Handed.REGISTRY, "缺少名录库文件", "the registry is required");
        }
        var roster = roster(staffed);
        var history = handed.file(Handed.HISTORY);
        return new DrawInputs(
                edition,
                request(roster),
                registry,
                roster,
                history.isEmpty()
                        ? History.NONE
                        : read(Handed.HISTORY, "本年抽中过的对象", () -> History.read(history.get(), edition)));
    }

    private List<Inspector> roster(boolean required) throws IOException {
        var file = handed.file(Handed.ROSTER);
        if (file.isEmpty() && required) {
            throw refused("/" + Handed.ROSTER, "缺少检查人员名录文件", "the roster of inspectors is required");
        }
        return file.isEmpty() ? List.of() : read(Handed.ROSTER, "检查人员名录", () -> Roster.inspectors(file.get(), edition));
    }

    /** What is not said is what the commitment says, or else what the roster counts. */
    private PlanRequest request(List<Inspector> roster) {
        var given = new HashMap<String, String>();
        if (commitment != null) {
            given.putAll(commitment.parameters());
        } else if (!roster.isEmpty()) {
            given.putAll(Roster.count(roster).parameters());
        }
        PlanRequest.names(edition).forEach(name -> {
            if (handed.text(name) != null) {
                given.put(name, handed.text(name));
            }
        });
        given.remove("quarter");
        var period = period(handed, commitment);
        given.put("period", period.toString());
        given.put(EVALUATION_DATE, period.firstDay().toString());
        return PlanRequest.read(edition, given::get, period.firstDay());
    }

    private RegistryFile previous() throws IOException {
        return registry(Handed.PREVIOUS, "上一时段的名录库");
    }

    private RegistryFile registry(String name, String what) throws IOException {
        var file = handed.file(name).orElse(null);
        // an empty file is found out already where its format is
        return file == null ? null : read(name, what, () -> RegistryFile.of(file, FileFormat.of(file, null)));
    }

    private Terms terms(Optional<Commitment> predecessor) {
        var problems = new ArrayList<FieldProblem>();
        var sequence = Objects.requireNonNullElse(handed.text(Handed.SEQUENCE), "1");
        if (!WHOLE.matcher(sequence).matches()) {
            problems.add(new FieldProblem(
                    "/" + Handed.SEQUENCE,
                    "次序应为整数，从 1 开始，收到「" + Listed.shortened(sequence) + "」 / expected a whole number from 1, got \""
                            + Listed.shortened(sequence) + "\""));
        }
        var randomness = Randomness.named(handed.all(Handed.RANDOMNESS), problems);
        if (!problems.isEmpty()) {
            throw new InvalidInput(problems);
        }
        return new Terms(
                hash(),
                Integer.parseInt(sequence),
                Secret.of(handed.text(Handed.SECRET)),
                randomness,
                null,
                predecessor.map(Commitment::digest).orElseGet(() -> digest(Handed.PREDECESSOR)),
                digest(Handed.REPLACES));
    }

    private List<String> results() {
        return Randomness.results(handed.all(Handed.RANDOMNESS));
    }

    /** A digest as people copy it: in groups, or in capitals. */
    private String digest(String name) {
        var text = handed.text(name);
        return text == null ? null : text.replaceAll("\\s+", "").toLowerCase(java.util.Locale.ROOT);
    }

    private HashAlgorithm hash() {
        var text = handed.text(Handed.HASH);
        if (text == null) {
            return HashAlgorithm.SHA_256;
        }
        try {
            return HashAlgorithm.of(text);
        } catch (IllegalArgumentException none) {
            var names = Stream.of(HashAlgorithm.values())
                    .map(HashAlgorithm::written)
                    .toList();
            throw refused(
                    "/" + Handed.HASH,
                    "摘要算法应为 " + String.join("、", names) + " 之一，收到「" + Listed.shortened(text) + "」",
                    "expected one of " + String.join(", ", names) + ", got \"" + Listed.shortened(text) + "\"");
        }
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    private static <T> T read(String name, String what, Reading<T> reading) throws IOException {
        try {
            return reading.read();
        } catch (UnreadableFile unreadable) {
            throw DrawRun.named(name, what, unreadable);
        }
    }

    private static InvalidInput refused(String pointer, String chinese, String english) {
        return new InvalidInput(List.of(new FieldProblem(pointer, chinese + " / " + english)));
    }
}
