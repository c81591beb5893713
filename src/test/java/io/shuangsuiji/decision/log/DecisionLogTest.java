package io.shuangsuiji.decision.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.shuangsuiji.ForwardingChannel;
import io.shuangsuiji.TestEditions;
import io.shuangsuiji.decision.EvaluationResult;
import io.shuangsuiji.decision.batch.Batch;
import io.shuangsuiji.decision.batch.Batch.Recorder;
import io.shuangsuiji.decision.batch.DecidedLine;
import io.shuangsuiji.decision.batch.Workers;
import io.shuangsuiji.decision.input.DecisionId;
import io.shuangsuiji.decision.json.Json;
import io.shuangsuiji.decision.log.LogEvents.Asked;
import io.shuangsuiji.decision.log.Replay.Verdict;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.store.EditionCatalog;
import io.shuangsuiji.sheets.file.FileFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DecisionLogTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2024-03-20T01:02:03.456789Z"), ZoneOffset.UTC);
    private static final Edition EDITION = TestEditions.shipped();
    private static final Asked ASKED =
            new Asked(EDITION, EDITION.model("classification").orElseThrow(), "registry-system");
    private static final String INPUT = "{\"object\":{\"id\":\"NS-1\",\"name\":\"某厂\",\"objectType\":\"排污单位\","
            + "\"supervisionLevel\":\"一般\",\"creditRating\":\"环保不良企业\",\"complaintsInQuarter\":12},"
            + "\"taskType\":\"日常\",\"evaluationDate\":\"2024-03-20\"}";

    @TempDir
    Path folder;

    @Test
    void shouldMakeTheFileForItsOwnerAlone() throws Exception {
        var file = folder.resolve("logs/decisions.ndjson");
        new RotatingFile(file, 100, 1).close();
        assertThat(java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void shouldHoldAllThatAReplayNeeds() {
        var event = event(Masking.NONE, INPUT);
        assertThat(event.get("event").textValue()).isEqualTo("decision");
        assertThat(event.get("time").textValue()).isEqualTo("2024-03-20T01:02:03.456Z");
        assertThat(event.get("caller").textValue()).isEqualTo("registry-system");
        assertThat(event.get("edition").textValue()).isEqualTo("2024-01-01");
        assertThat(event.get("digest").textValue()).isEqualTo(EDITION.digest());
        assertThat(event.get("model").textValue()).isEqualTo("classification");
        assertThat(event.get("outcome").textValue()).isEqualTo("ok");
        assertThat(event.get("inputs")).isEqualTo(Json.read(bytes(INPUT)));
        assertThat(event.at("/outputs/classification/category").textValue()).isEqualTo("特殊");
        assertThat(event.get("matched"))
                .anyMatch(table -> table.get("matched").size() >= 2)
                .allMatch(table -> table.hasNonNull("decision") && table.hasNonNull("table"));
        assertThat(event.get("durationMicros").longValue()).isNotNegative();
        assertThat(event.get("replayable").booleanValue()).isTrue();
        assertThat(verdict(event)).isEqualTo(Verdict.SAME);
    }

    @Test
    void shouldRecordWhatWasRefusedAndWhy() {
        var event = event(Masking.NONE, INPUT.replace("日常", "日"));
        assertThat(event.get("outcome").textValue()).isEqualTo("invalid");
        assertThat(event.at("/problems/0/pointer").textValue()).isEqualTo("/taskType");
        assertThat(event.has("outputs")).isFalse();
        assertThat(verdict(event)).isEqualTo(Verdict.SAME);
    }

    @Test
    void shouldMaskWhatACallerAddsAndStillBeReplayable() {
        var event = event(new Masking(Set.of("object.name"), Set.of("id"), "secret"), INPUT);
        assertThat(event.at("/inputs/object/name").textValue()).isEqualTo("***");
        assertThat(event.at("/inputs/object/id").textValue()).matches("hmac-sha256:[0-9a-f]{64}");
        assertThat(event.toString()).doesNotContain("某厂", "NS-1");
        assertThat(event.get("replayable").booleanValue()).isTrue();
        assertThat(verdict(event)).isEqualTo(Verdict.SAME);
    }

    @Test
    void shouldSayThatAnEventWithAMaskedInputCannotBeReplayed() {
        var event = event(new Masking(Set.of("creditRating"), Set.of(), null), INPUT);
        assertThat(event.at("/inputs/object/creditRating").textValue()).isEqualTo("***");
        assertThat(event.get("replayable").booleanValue()).isFalse();
        assertThat(event.at("/hidden/0").textValue()).isEqualTo("/object/creditRating");
        assertThat(verdict(event)).isEqualTo(Verdict.HIDDEN);
    }

    @Test
    void shouldMaskAFactUnderWhateverNameItComes() {
        var labelled = INPUT.replace("\"creditRating\"", "\"信用等级\"").replace("\"name\"", "\"单位名称\"");
        var event = event(new Masking(Set.of("object.creditRating", "object.name"), Set.of(), null), labelled);
        assertThat(event.at("/inputs/object/信用等级").textValue()).isEqualTo("***");
        assertThat(event.at("/inputs/object/单位名称").textValue()).isEqualTo("***");
        assertThat(event.at("/outputs/classification/category").textValue()).isEqualTo("特殊");
        assertThat(event.get("replayable").booleanValue()).isFalse();
    }

    @Test
    void shouldNotQuoteAMaskedValueInAProblem() {
        var event = event(new Masking(Set.of("creditRating"), Set.of(), null), INPUT.replace("环保不良企业", "秘密"));
        assertThat(event.toString()).doesNotContain("秘密");
        assertThat(event.at("/problems/0/pointer").textValue()).isEqualTo("/object/creditRating");
        var whole = event(new Masking(Set.of("secret"), Set.of(), null), "{\"object\":[{\"secret\":\"秘密\"}]}");
        assertThat(whole.toString()).doesNotContain("秘密");
    }

    @Test
    void shouldHashEqualValuesAlikeAndByItsKey() {
        var one = event(new Masking(Set.of(), Set.of("object.id"), "a"), INPUT).at("/inputs/object/id");
        var again =
                event(new Masking(Set.of(), Set.of("object.id"), "a"), INPUT).at("/inputs/object/id");
        var other =
                event(new Masking(Set.of(), Set.of("object.id"), "b"), INPUT).at("/inputs/object/id");
        assertThat(one).isEqualTo(again).isNotEqualTo(other);
        assertThatThrownBy(() -> new Masking(Set.of(), Set.of("id"), null)).hasMessageContaining("hash-key");
    }

    @Test
    void shouldHoldTheLinesOfABatchInOneEvent() {
        var decided = decided(INPUT);
        var malformed = EvaluationResult.of(ASKED.edition(), ASKED.model(), bytes("{"));
        var line = events(Masking.NONE)
                .chunk(
                        ASKED,
                        "b-1",
                        List.of(
                                new DecidedLine(3, id(decided), decided),
                                new DecidedLine(4, null, malformed),
                                new DecidedLine(5, id(decided), decided)));
        var replayed = replay().replay(1, line);
        assertThat(replayed.results()).extracting(Replay.Result::verdict).containsExactly(Verdict.SAME, Verdict.SAME);
        var event = Json.read(line);
        assertThat(event.get("batch").textValue()).isEqualTo("b-1");
        assertThat(event.at("/decisions/1/line").intValue()).isEqualTo(5);
    }

    @Test
    void shouldTellADifferenceByEventAndPointer() {
        var changed = Json.read(bytes(
                event(Masking.NONE, INPUT).toString().replaceFirst("\"category\":\"特殊\"", "\"category\":\"一般\"")));
        var result = replay().replay(7, bytes(changed.toString())).results().get(0);
        assertThat(result.verdict()).isEqualTo(Verdict.DIFFERENT);
        assertThat(result.line()).isEqualTo(7);
        assertThat(result.id()).isEqualTo(changed.get("id").textValue());
        assertThat(result.differences())
                .singleElement()
                .asString()
                .startsWith("/outputs/classification/category  记录为 \"一般\"，现为 \"特殊\"");
    }

    @Test
    void shouldNoticeThatARecordedInputWasAltered() {
        var event = event(Masking.NONE, INPUT).toString().replace("NS-1", "NS-2");
        var result = replay().replay(1, bytes(event)).results().get(0);
        assertThat(result.verdict()).isEqualTo(Verdict.DIFFERENT);
        assertThat(result.differences()).singleElement().asString().startsWith("/id");
    }

    @Test
    void shouldSayWhereTheEditionIsGoneOrNotTheOneThatDecided() {
        var event = event(Masking.NONE, INPUT).toString();
        var gone = replay().replay(1, bytes(event.replace("\"2024-01-01\"", "\"2023-01-01\"")));
        assertThat(gone.results().get(0).verdict()).isEqualTo(Verdict.NO_EDITION);
        var other = replay().replay(1, bytes(event.replace(EDITION.digest(), "0".repeat(64))));
        assertThat(other.results().get(0).digestDiffers()).isTrue();
        assertThat(replay().replay(1, bytes("not json")).results().get(0).verdict())
                .isEqualTo(Verdict.UNREADABLE);
    }

    @Test
    void shouldRotateByWholeLinesAndKeepSoManyFiles() throws IOException {
        var file = folder.resolve("logs/decisions.ndjson");
        try (var sink = new RotatingFile(file, 30, 2)) {
            for (int i = 1; i <= 9; i++) {
                sink.write(bytes("{\"number\":" + i + "}\n"));
            }
        }
        // 13 bytes a line: two in a file
        assertThat(file).hasContent("{\"number\":9}\n");
        assertThat(file.resolveSibling("decisions.ndjson.1")).hasContent("{\"number\":7}\n{\"number\":8}\n");
        assertThat(file.resolveSibling("decisions.ndjson.2")).hasContent("{\"number\":5}\n{\"number\":6}\n");
        assertThat(file.resolveSibling("decisions.ndjson.3")).doesNotExist();
    }

    @Test
    void shouldGoOnWithAFileWhoseLastLineIsBroken() throws IOException {
        var file = folder.resolve("decisions.ndjson");
        Files.writeString(file, "{\"a\":1}\n{\"b\"");
        try (var sink = new RotatingFile(file, 1_000, 2)) {
            sink.write(bytes("{\"c\":3}\n"));
        }
        assertThat(file).hasContent("{\"a\":1}\n{\"b\"\n{\"c\":3}\n");
    }

    @Test
    void shouldDropAndCountWhatTheSinkCannotTakeAndSayHowMuchIsMissing() throws IOException, InterruptedException {
        var sink = new Slow();
        var line = bytes("{\"event\":\"decision\"}\n");
        try (var log = new DecisionLog(sink, events(Masking.NONE), line.length * 2L)) {
            assertThat(log.offer(line, 1)).isTrue();
            sink.entered.await();
            assertThat(log.offer(line, 1)).isTrue();
            // two wait: there is room for no more, and nobody waits for it
            assertThat(log.offer(line, 256)).isFalse();
            assertThat(log.offer(line, 1)).isFalse();
            assertThat(log.dropped()).isEqualTo(2);
            sink.open.countDown();
        }
        assertThat(sink.lines).hasSize(3);
        var told = Json.read(bytes(sink.lines.get(1)));
        assertThat(told.get("event").textValue()).isEqualTo("dropped");
        assertThat(told.get("events").intValue()).isEqualTo(2);
        assertThat(told.get("decisions").intValue()).isEqualTo(257);
        assertThat(replay().replay(1, bytes(sink.lines.get(1))).dropped()).isEqualTo(257);
    }

    /** Takes so many bytes, as a disk does that is nearly full, and any number again once it was cleared. */
    private static final class NearlyFull extends ForwardingChannel {
        private final AtomicLong room;
        private final boolean canTruncate;

        NearlyFull(SeekableByteChannel channel, AtomicLong room, boolean canTruncate) {
            super(channel);
            this.room = room;
            this.canTruncate = canTruncate;
        }

        @Override
        public int write(ByteBuffer from) throws IOException {
            int fits = (int) Math.min(room.get(), from.remaining());
            if (fits == 0) {
                throw new IOException("No space left on device");
            }
            room.addAndGet(-fits);
            var part = from.slice(from.position(), fits);
            from.position(from.position() + fits);
            return channel.write(part);
        }

        @Override
        public SeekableByteChannel truncate(long to) throws IOException {
            if (!canTruncate) {
                throw new IOException("Input/output error");
            }
            room.addAndGet(channel.size() - to);
            channel.truncate(to);
            return this;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldLeaveNoHalfLineOnAFullDiskAndCountRightWhatIsLost(boolean canTruncate) throws IOException {
        for (int bytes = 0; bytes < 120; bytes++) {
            var file = folder.resolve(canTruncate + "/" + bytes + ".ndjson");
            var room = new AtomicLong(bytes);
            RotatingFile.Opener opener = path -> new NearlyFull(
                    Files.newByteChannel(path, Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND)),
                    room,
                    canTruncate);
            var sink = new RotatingFile(file, 10_000, 1, opener);
            var log = new DecisionLog(sink, events(Masking.NONE), 10_000);
            for (int i = 0; i < 4; i++) {
                log.offer(bytes("{\"event\":\"decision\",\"number\":" + i + "}\n"), 1);
            }
            while (log.waiting() > 0) {
                Thread.onSpinWait();
            }
            // somebody makes room
            room.set(10_000);
            log.offer(bytes("{\"event\":\"decision\",\"number\":4}\n"), 1);
            log.close();

            long whole = 0;
            long missing = 0;
            for (var line : Files.readAllLines(file)) {
                var halved = !line.endsWith("}");
                assertThat(halved && canTruncate).as(bytes + ": " + line).isFalse();
                if (!halved) {
                    var event = Json.read(bytes(line));
                    whole += event.get("event").textValue().equals("decision") ? 1 : 0;
                    missing += event.path("events").longValue();
                    assertThat(event.path("decisions").longValue())
                            .isEqualTo(event.path("events").longValue());
                }
            }
            // a line of which but the line end did not fit, and that cannot be taken back, is counted as lost
            assertThat(whole).as("" + bytes).isBetween(log.written(), log.written() + (canTruncate ? 0 : 1));
            assertThat(missing).as("" + bytes).isEqualTo(log.dropped());
            assertThat(log.written() + missing).isEqualTo(5);
        }
    }

    @Test
    void shouldBeReadByItsOwnerAlone() throws IOException {
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
        var file = folder.resolve("owned/decisions.ndjson");
        try (var sink = new RotatingFile(file, 10, 2)) {
            for (int i = 0; i < 3; i++) {
                sink.write(bytes("{\"number\":" + i + "}\n"));
            }
        }
        for (var name : List.of("decisions.ndjson", "decisions.ndjson.1", "decisions.ndjson.2")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.resolveSibling(name))))
                    .isEqualTo("rw-------");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"单位名称", "企业名称（全称）", "name", "object.name", "对象.单位名称", "*单位名称"})
    void shouldMaskAFactOfACsvBatchByWhatItsColumnIsTakenFor(String header) throws IOException {
        var masking = new Masking(Set.of("object.name", "object.creditRating"), Set.of(), null);
        var logged = new StringBuilder();
        Recorder recorder = lines -> logged.append(
                new String(events(masking).chunk(ASKED, "b-1", List.copyOf(lines)), StandardCharsets.UTF_8));
        var csv = header + ",对象类型,信用等级,环境信用等级,季度内投诉宗数\n"
                + "秘密一厂,排污单位,环保不良企业,环保不良企业,1\n"
                // refused by words that quote what was got, of the column that is taken and of the one that is compared
                + "秘密二厂,排污单位,秘密等级,环保不良企业,1\n"
                + "秘密三厂,排污单位,环保不良企业,秘密等级,x\n";
        var request = new Batch.Request(
                EDITION,
                ASKED.model(),
                FileFormat.CSV,
                false,
                null,
                Map.of("taskType", "日常", "evaluationDate", "2024-03-20"),
                null);
        try (var workers = new Workers(1)) {
            Batch.open(request, Batch.Limits.WIDE, new ByteArrayInputStream(bytes(csv)), String::valueOf, recorder)
                    .run(OutputStream.nullOutputStream(), workers, counts -> {});
        }
        assertThat(logged.toString()).contains("\"line\":4").doesNotContain("秘密");
    }

    @Test
    void shouldCountWhatASinkThatFailsLoses() throws IOException {
        var failing = new Slow() {
            @Override
            public void write(byte[] line) throws IOException {
                throw new IOException("disk full");
            }
        };
        var log = new DecisionLog(failing, events(Masking.NONE), 1_000);
        log.offer(bytes("{}\n"), 1);
        log.close();
        assertThat(log.written()).isZero();
        assertThat(log.dropped()).isEqualTo(1);
    }

    private static class Slow implements LogSink {
        final CountDownLatch entered = new CountDownLatch(1);
        final CountDownLatch open = new CountDownLatch(1);
        final List<String> lines = new ArrayList<>();

        @Override
        public void write(byte[] line) throws IOException {
            entered.countDown();
            try {
                open.await();
            } catch (InterruptedException ended) {
                throw new IOException(ended);
            }
            lines.add(new String(line, StandardCharsets.UTF_8));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private static JsonNode event(Masking masking, String input) {
        var decided = decided(input);
        return Json.read(events(masking).decision(ASKED, id(decided), decided));
    }

    private static LogEvents events(Masking masking) {
        return new LogEvents(masking, true, CLOCK);
    }

    private static EvaluationResult decided(String input) {
        return EvaluationResult.of(ASKED.edition(), ASKED.model(), bytes(input));
    }

    private static String id(EvaluationResult decided) {
        return DecisionId.of(ASKED.edition(), ASKED.model(), decided.input());
    }

    private static Verdict verdict(JsonNode event) {
        return replay().replay(1, bytes(event.toString())).results().get(0).verdict();
    }

    private static Replay replay() {
        return new Replay(catalog());
    }

    private static EditionCatalog catalog() {
        return new EditionCatalog(List.of(new EditionCatalog.Folder(
                "2024-01-01",
                EDITION,
                EDITION.info(),
                true,
                EDITION.digest(),
                EDITION.digest(),
                CLOCK.instant(),
                List.of(),
                null)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
