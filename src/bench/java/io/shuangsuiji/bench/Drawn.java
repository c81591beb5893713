package io.shuangsuiji.bench;

import io.shuangsuiji.decision.batch.CompiledJsonEvaluator;
import io.shuangsuiji.draw.run.DrawFiles;
import io.shuangsuiji.draw.run.Handed;
import io.shuangsuiji.draw.run.HandedDraw;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.compile.EditionCompiler;
import io.shuangsuiji.policy.store.EditionStore;
import io.shuangsuiji.registry.History;
import io.shuangsuiji.registry.RegistryFile;
import io.shuangsuiji.registry.Roster;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.file.FileFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.openjdk.jmh.annotations.Param;
import java.util.stream.IntStream;
import java.util.stream.Collectors;
import java.nio.file.Files;
import java.io.ByteArrayOutputStream;
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

/**
 * A draw of 100,000 objects, of which more than 5,000 are drawn and given to 300 inspectors, beside the mere reading of its
 * files. The edition is the shipped one, with 12 strata and 100 inspectors to choose from for each visit; or one in which 42
 * teams draw their own, with 504 strata and seven inspectors.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = {"-Xmx3g", "-Djava.util.logging.manager=org.jboss.logmanager.LogManager"})
@Warmup(iterations = 4)
@Measurement(iterations = 8)
public class Drawn {
    private static final int OBJECTS = 100_000;
    private static final int INSPECTORS = 300;
    private static final String TEAMS = "[\"执法科一队\",\"执法科二队\",\"执法科三队\"]";
    private static final LocalDate BEFORE = LocalDate.of(2023, 12, 1);
    private static final LocalDate AFTER = LocalDate.of(2024, 1, 1);

    @Param({"3", "42"})
    private int teams = 42;

    /** How the registry is handed in. */
    @Param({"csv", "xlsx"})
    private String format = "csv";

    private Edition edition;
    private Source registry;
    private Source roster;
    private Source history;
    private Handed draw;

    @Setup
    public void prepare() throws IOException {
        try (var store = new EditionStore(
                withTeams(), Path.of("rules"), new EditionCompiler(CompiledJsonEvaluator::accelerate), Clock.systemUTC())) {
            store.load();
            edition = store.catalog().inForceOn(AFTER).orElseThrow();
        }
        registry = format.equals("csv") ? csv("registry.csv", objects()) : xlsx("registry.xlsx", objects());
        roster = csv("roster.csv", inspectors());
        history = csv("history.csv", drawnBefore());
        var secret = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
        var committed = HandedDraw.commit(
                new Handed(
                        Map.of(
                                "period", List.of("2024Q1"),
                                "officers", List.of(Integer.toString(teams > 3 ? INSPECTORS / teams : INSPECTORS)),
                                "participatingOfficers", List.of(Integer.toString(teams > 3 ? INSPECTORS / teams : INSPECTORS)),
                                Handed.SECRET, List.of(secret),
                                Handed.RANDOMNESS, List.of("双色球@2023-12-26", "超级大乐透@2023-12-27")),
                        files()),
                day -> edition,
                BEFORE);
        var files = new java.util.HashMap<>(files());
        files.put(
                Handed.COMMITMENT,
                List.of(Source.of("commitment.json", committed.commitment().bytes())));
        draw = new Handed(
                Map.of(
                        Handed.SECRET, List.of(secret),
                        Handed.RANDOMNESS, List.of("03 08 14 20 27 33 + 09", "01 12 19 22 35 + 03 11")),
                files);
        int drawn = committed.commitment().strata().stream()
                .mapToInt(sample -> sample.sampleSize())
                .sum();
        System.out.println(committed.commitment().strata().size() + " strata, "
                + committed.commitment().pool().size() + " entries, " + drawn + " drawn");
    }

    private Map<String, List<Source>> files() {
        return Map.of(
                Handed.REGISTRY, List.of(registry), Handed.ROSTER, List.of(roster), Handed.HISTORY, List.of(history));
    }

    private Path withTeams() throws IOException {
        var dmn = Files.createTempDirectory("drawn-");
        var to = Files.createDirectory(dmn.resolve("2024-01-01"));
        try (var files = Files.list(Path.of("dmn", "2024-01-01"))) {
            for (var file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
        var routing = to.resolve("routing.dmn");
        var text = Files.readString(routing);
        if (!text.contains(TEAMS)) {
            throw new IllegalStateException("the list of teams is no longer " + TEAMS);
        }
        if (teams > 3) {
            drawTeamByTeam(to.resolve("quota.dmn"));
        }
        var names = IntStream.range(0, teams).mapToObj(i -> '"' + team(i) + '"').collect(Collectors.joining(","));
        Files.writeString(routing, text.replace(TEAMS, "[" + names + "]"));
        return dmn;
    }

    /** A quota that takes the team sizes samples team by team. */
    private static void drawTeamByTeam(Path quota) throws IOException {
        var text = Files.readString(quota);
        var first = text.indexOf("  <inputData");
        if (first < 0) {
            throw new IllegalStateException("the quota has no inputs");
        }
        Files.writeString(
                quota,
                text.substring(0, first)
                        + """
                          <inputData id="quota-input-team" name="team" label="执法队">
                            <variable id="quota-input-team-var" name="team" typeRef="string"/>
                          </inputData>

                        """
                        + text.substring(first));
    }

    private String team(int i) {
        return "执法科第%03d队".formatted(i % teams);
    }

    private static Source xlsx(String name, StringBuilder csv) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var workbook = new SXSSFWorkbook()) {
            var sheet = workbook.createSheet("名录库");
            int at = 0;
            for (var line : csv.toString().split("\n")) {
                var row = sheet.createRow(at++);
                var cells = line.split(",", -1);
                for (int i = 0; i < cells.length; i++) {
                    row.createCell(i).setCellValue(cells[i]);
                }
            }
            workbook.write(bytes);
        }
        return Source.of(name, bytes.toByteArray());
    }

    private static Source csv(String name, StringBuilder text) {
        return Source.of(name, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private StringBuilder objects() {
        var text = new StringBuilder("对象编号,单位名称,执法队,对象类型,监管级别,季度内投诉宗数,统一社会信用代码\n");
        for (int i = 0; i < OBJECTS; i++) {
            text.append("NS-%06d,第%d厂,%s,排污单位,%s,0,\n"
                    .formatted(i, i, team(i), i % 5 < 2 ? "重点" : "一般"));
        }
        return text;
    }

    private StringBuilder inspectors() {
        var text = new StringBuilder("人员编号,姓名,执法队,参与执法检查,执法证号,执法证有效期起,执法证有效期止\n");
        for (int i = 0; i < INSPECTORS; i++) {
            text.append("ZF-%03d,检查员%d,%s,是,44030%05d,2022-01-01,2029-12-31\n"
                    .formatted(i, i, team(i), i));
        }
        return text;
    }

    private static StringBuilder drawnBefore() {
        var text = new StringBuilder("检查对象编号,所属时段,检查人员编号\n");
        for (int i = 0; i < OBJECTS; i += 40) {
            text.append("NS-%06d,2023Q4,ZF-001、ZF-002\n".formatted(i));
        }
        return text;
    }

    /** The files alone, read as the draw reads them. */
    @Benchmark
    public Object read() throws IOException {
        int rows = 0;
        try (var reader = RegistryFile.of(registry, FileFormat.of(registry, null)).open(edition)) {
            while (reader.hasNext()) {
                reader.next();
                rows++;
            }
        }
        return rows
                + Roster.inspectors(roster, edition).size()
                + History.read(history, edition).entries().size();
    }

    /** All documents of the draw. */
    @Benchmark
    public Object draw() throws IOException {
        return DrawFiles.of(HandedDraw.draw(draw, day -> edition, AFTER));
    }
}
