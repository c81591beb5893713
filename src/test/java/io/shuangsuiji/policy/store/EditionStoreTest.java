package io.shuangsuiji.policy.store;

import static io.shuangsuiji.TestEditions.copyTo;
import static io.shuangsuiji.TestEditions.replaceOnce;
import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.Message;
import io.shuangsuiji.policy.compile.EditionCompiler;
import io.shuangsuiji.policy.store.EditionCatalog.Folder;
import io.shuangsuiji.policy.store.EditionCatalog.Period;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of folders that appear, change, break and go. */
class EditionStoreTest {
    private static final String NAME = "2024-01-01";
    private static final Instant NOW = Instant.parse("2024-05-10T02:00:00Z");
    private static final String RATIO = "<text>0.125</text>";

    @TempDir
    Path editions;

    @TempDir
    Path rules;

    private EditionStore store;

    @BeforeEach
    void open() throws IOException {
        try (var files = Files.list(Path.of("rules"))) {
            for (var file : files.toList()) {
                Files.copy(file, rules.resolve(file.getFileName()));
            }
        }
        store = new EditionStore(editions, rules, new EditionCompiler(), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Folder loaded(String name) {
        store.load();
        return store.catalog().folder(name).orElseThrow();
    }

    private String inForceOn(String day) {
        return store.catalog()
                .inForceOn(LocalDate.parse(day))
                .map(edition -> edition.name().toString())
                .orElse(null);
    }

    private static BigDecimal rate(Edition edition) {
        var inputs = new HashMap<String, Object>(Map.of(
                "objectType",
                "排污单位",
                "category",
                "重点",
                "population",
                new BigDecimal(161),
                "officers",
                new BigDecimal(36),
                "quarter",
                BigDecimal.ONE));
        inputs.put("participatingOfficers", null);
        return (BigDecimal)
                ((Map<?, ?>) edition.evaluate("quota", inputs).outputs().get("quota")).get("rate");
    }

    private static String refusal(Folder folder) {
        assertThat(folder.accepted()).isFalse();
        assertThat(folder.messages()).anyMatch(Message::refuses);
        return folder.messages().stream()
                .filter(Message::refuses)
                .map(Message::inWords)
                .reduce("", (all, one) -> all + one + "\n");
    }

    @Test
    void shouldServeNothingOfAnEmptyFolder() {
        store.load();
        assertThat(store.catalog().folders()).isEmpty();
        assertThat(inForceOn("2024-05-10")).isNull();
    }

    @Test
    void shouldSayWhenAFolderWasChecked() {
        copyTo(editions, NAME);
        assertThat(loaded(NAME).checkedAt()).isEqualTo(NOW);
    }

    @Test
    void shouldTakeUpAChangedRatioAndLeaveEarlierSnapshotsAlone() {
        var folder = copyTo(editions, NAME);
        var before = loaded(NAME);
        replaceOnce(folder.resolve("quota.dmn"), RATIO, "<text>0.15</text>");
        var after = loaded(NAME);

        assertThat(rate(after.edition())).isEqualByComparingTo("0.15");
        assertThat(rate(before.edition())).isEqualByComparingTo("0.125");
        assertThat(after.digest()).isNotEqualTo(before.digest()).hasSize(64);
        assertThat(after.differsFromFirstServed()).isTrue();

        replaceOnce(folder.resolve("quota.dmn"), "<text>0.15</text>", RATIO);
        assertThat(loaded(NAME).digest()).isEqualTo(before.digest());
        assertThat(loaded(NAME).differsFromFirstServed()).isFalse();
    }

    @Test
    void shouldGoOnServingWhatItServedWhenAFileBreaks() {
        var folder = copyTo(editions, NAME);
        var before = loaded(NAME);
        replaceOnce(folder.resolve("quota.dmn"), "</definitions>", "</definition>");
        var broken = loaded(NAME);

        assertThat(refusal(broken)).contains("quota.dmn");
        assertThat(broken.edition()).isSameAs(before.edition());
        assertThat(inForceOn("2024-05-10")).isEqualTo(NAME);
        assertThat(broken.differsFromFirstServed()).isTrue();

        replaceOnce(folder.resolve("quota.dmn"), "</definition>\n", "</definitions>\n");
        assertThat(loaded(NAME).accepted()).isTrue();
    }

    @Test
    void shouldNotServeAFolderThatWasNeverSound() {
        replaceOnce(copyTo(editions, NAME).resolve("quota.dmn"), "</definitions>", "");
        assertThat(loaded(NAME).edition()).isNull();
        assertThat(store.catalog().serving()).isEmpty();
    }

    @Test
    void shouldCompileOnlyWhatChanged() {
        copyTo(editions, NAME);
        var other = copyTo(editions, "2025-01-01");
        var before = loaded(NAME);
        replaceOnce(other.resolve("quota.dmn"), RATIO, "<text>0.15</text>");
        assertThat(loaded(NAME)).isSameAs(before);
    }

    @Test
    void shouldPutTheGreatestRevisionInForceByNumber() {
        for (var name : new String[] {NAME, NAME + ".2", NAME + ".10"}) {
            copyTo(editions, name);
        }
        store.load();
        assertThat(inForceOn("2024-01-01")).isEqualTo(NAME + ".10");
        assertThat(store.catalog().named(NAME)).isPresent();
        assertThat(store.catalog().period(store.catalog().named(NAME + ".2").orElseThrow()))
                .isEmpty();
        assertThat(store.catalog().period(store.catalog().named(NAME + ".10").orElseThrow()))
                .contains(new Period(LocalDate.of(2024, 1, 1), null));
    }

    @Test
    void shouldLetAFutureEditionWaitForItsDay() {
        copyTo(editions, NAME);
        copyTo(editions, "2025-07-01");
        store.load();
        assertThat(inForceOn("2023-12-31")).isNull();
        assertThat(inForceOn("2025-06-30")).isEqualTo(NAME);
        assertThat(inForceOn("2025-07-01")).isEqualTo("2025-07-01");
        assertThat(store.catalog().period(store.catalog().named(NAME).orElseThrow()))
                .contains(new Period(LocalDate.of(2024, 1, 1), LocalDate.of(2025, 6, 30)));
    }

    @Test
    void shouldFallBackToTheEarlierEditionWhenAFolderIsRemoved() throws IOException {
        copyTo(editions, NAME);
        var later = copyTo(editions, "2024-04-01");
        store.load();
        assertThat(inForceOn("2024-05-10")).isEqualTo("2024-04-01");
        delete(later);
        store.load();
        assertThat(inForceOn("2024-05-10")).isEqualTo(NAME);
        assertThat(store.catalog().folder("2024-04-01")).isEmpty();
    }

    @Test
    void shouldGoOnServingWhenTheLastFolderIsRemoved() throws IOException {
        var only = copyTo(editions, NAME);
        store.load();
        delete(only);
        store.load();
        assertThat(inForceOn("2024-05-10")).isEqualTo(NAME);
    }

    @Test
    void shouldShowWhyAFolderIsRefusedEvenWhenNoOtherIsLeft() throws IOException {
        var only = copyTo(editions, NAME);
        store.load();
        delete(only);
        replaceOnce(copyTo(editions, "2025-01-01").resolve("quota.dmn"), "</definitions>", "");
        assertThat(refusal(loaded("2025-01-01"))).contains("quota.dmn");
        assertThat(inForceOn("2025-05-10")).isEqualTo(NAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024年版", "2024-02-30", "2024-1-1", "2024-01-01.0", "2024-01-01.1a"})
    void shouldRefuseAMisnamedFolder(String name) {
        copyTo(editions, name);
        assertThat(refusal(loaded(name))).contains("文件夹名应为施行日期");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "if now() = null then null else | 不允许使用 now",
                "if today() = null then null else | 不允许使用 today",
                "if (for f in [today] return f())[1] = null then null else | 不允许使用 today",
                "if (function(x) external { java: { class: \"java.lang.System\"} })(1) = null then null else | 函数",
            })
    void shouldRefuseFeelThatDependsOnMoreThanItsInput(String condition, String named) {
        var quota = copyTo(editions, NAME).resolve("quota.dmn");
        replaceOnce(quota, "if 计算基数 = null then null else", condition);
        assertThat(refusal(loaded(NAME))).contains("quota.dmn").contains(named);
    }

    @Test
    void shouldAllowSuchWordsInTextsAndLongerNames() {
        replaceOnce(
                copyTo(editions, NAME).resolve("quota.dmn"),
                "<text>\"重点排污单位\"</text>",
                "<text>\"重点排污单位 today now()\"</text>");
        assertThat(loaded(NAME).accepted()).isTrue();
    }

    @Test
    void shouldRefuseABoxedJavaFunction() {
        replaceOnce(copyTo(editions, NAME).resolve("quota.dmn"), "  <dmndi:DMNDI>", """
                  <businessKnowledgeModel id="quota-bkm" name="环境">
                    <variable id="quota-bkm-var" name="环境"/>
                    <encapsulatedLogic id="quota-bkm-logic" kind="Java">
                      <formalParameter name="x" typeRef="string"/>
                      <context>
                        <contextEntry><variable name="class"/><literalExpression><text>"java.lang.System"</text></literalExpression></contextEntry>
                        <contextEntry><variable name="method signature"/><literalExpression><text>"getenv(java.lang.String)"</text></literalExpression></contextEntry>
                      </context>
                    </encapsulatedLogic>
                  </businessKnowledgeModel>
                  <dmndi:DMNDI>""");
        assertThat(refusal(loaded(NAME))).contains("quota-bkm-logic").containsIgnoringCase("Java 函数");
    }

    @ParameterizedTest(name = "without {2}")
    @CsvSource({
        "quota.dmn, shortfall, quota.shortfall",
        "routing.dmn, planTaskType, settings.planTaskType",
        "classification.dmn, inPopulation, classification.inPopulation"
    })
    void shouldRefuseAnEditionThatDoesNotOfferTheContract(String file, String name, String missing) throws IOException {
        var path = copyTo(editions, NAME).resolve(file);
        Files.writeString(path, Files.readString(path).replace(name, name + "Renamed"));
        assertThat(refusal(loaded(NAME))).contains(file).contains(missing);
    }

    @Test
    void shouldRefuseAnEditionWithoutAModel() throws IOException {
        Files.delete(copyTo(editions, NAME).resolve("progress.dmn"));
        assertThat(refusal(loaded(NAME))).contains("progress");
    }

    @Test
    void shouldNameTheGapThatATableIsLeftWith() throws IOException {
        var types = copyTo(editions, NAME).resolve("types.dmn");
        replaceOnce(types, "\"日常\",\"专项\",\"跨部门联合\"", "\"日常\",\"专项\",\"跨部门联合\",\"抽检\"");
        assertThat(loaded(NAME).messages())
                .map(Message::inWords)
                .anySatisfy(message -> assertThat(message)
                        .contains("routing.dmn")
                        .contains("没有一行适用于")
                        .contains("抽检"));
    }

    @Test
    void shouldRefuseAnEditionWithoutItsMetadata() throws IOException {
        Files.delete(copyTo(editions, NAME).resolve("edition.yaml"));
        assertThat(refusal(loaded(NAME))).contains("缺少 edition.yaml");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"issuer: x | title", "title: [ | 第 1 行", "title: x\\nratio: 1 | 第 2 行：未知的键「ratio」"})
    void shouldRefuseMalformedMetadata(String yaml, String named) throws IOException {
        Files.writeString(copyTo(editions, NAME).resolve("edition.yaml"), yaml.replace("\\n", "\n"));
        assertThat(refusal(loaded(NAME))).contains("edition.yaml").contains(named);
    }

    @Test
    void shouldRefuseACalendarThatContradictsItself() {
        var schedule = copyTo(editions, NAME).resolve("schedule.dmn");
        var column = "<column name=\"name\" label=\"名称\" typeRef=\"string\"/>\n";
        var row =
                "<row><literalExpression><text>date(\"2027-01-01\")</text></literalExpression><literalExpression><text>%s"
                        + "</text></literalExpression><literalExpression><text>\"元旦\"</text></literalExpression></row>\n";
        replaceOnce(schedule, column, column + row.formatted("true") + row.formatted("false"));
        assertThat(refusal(loaded(NAME))).contains("schedule.dmn").contains("2027-01-01");
    }

    @Test
    void shouldKeepTheOldRulesWhenADrlFileBreaks() throws IOException {
        copyTo(editions, NAME);
        var before = loaded(NAME);
        Files.writeString(rules.resolve("broken.drl"), "package rules\nrule \"x\"\nwhen\n  Nothing(\nthen\nend\n");
        var broken = loaded(NAME);
        assertThat(refusal(broken)).contains("broken.drl").contains("第 ");
        assertThat(broken.edition()).isSameAs(before.edition());

        Files.delete(rules.resolve("broken.drl"));
        assertThat(loaded(NAME).accepted()).isTrue();
    }

    @Test
    void shouldDigestTheRulesToo() throws IOException {
        copyTo(editions, NAME);
        var before = loaded(NAME).digest();
        Files.writeString(rules.resolve("more.drl"), "package rules\n");
        assertThat(loaded(NAME).digest()).isNotEqualTo(before);
    }

    @Test
    void shouldLeaveAnEditionWithItsOwnRulesAloneWhenTheSharedOnesChange() throws IOException {
        var own = copyTo(editions, NAME);
        Files.copy(rules.resolve("strata.drl"), own.resolve("strata.drl"));
        copyTo(editions, NAME + ".1");
        var before = loaded(NAME);
        var shared = loaded(NAME + ".1");

        Files.writeString(rules.resolve("strata.drl"), "// 注释\n" + Files.readString(rules.resolve("strata.drl")));
        assertThat(loaded(NAME)).isSameAs(before);
        assertThat(loaded(NAME + ".1").digest()).isNotEqualTo(shared.digest());
        assertThat(loaded(NAME + ".1").differsFromFirstServed()).isTrue();

        Files.writeString(rules.resolve("strata.drl"), "package rules\nrule \"x\"\nwhen\n  Nothing(\nthen\nend\n");
        assertThat(loaded(NAME)).isSameAs(before);
        assertThat(refusal(loaded(NAME + ".1"))).contains("rules/strata.drl");
    }

    @Test
    void shouldTakeNoNoticeOfWhatIsNoRuleAmongTheShared() throws IOException {
        copyTo(editions, NAME);
        var before = loaded(NAME);
        Files.writeString(rules.resolve("README.md"), "规则说明");
        assertThat(loaded(NAME)).isSameAs(before);
    }

    @Test
    void shouldRefuseAnEditionWhoseOwnRulesDoNotCompileByFileAndLine() throws IOException {
        Files.writeString(
                copyTo(editions, NAME).resolve("own.drl"), "package rules\nrule \"x\"\nwhen\n  Nothing(\nthen\nend\n");
        assertThat(loaded(NAME).messages())
                .filteredOn(Message::refuses)
                .isNotEmpty()
                .allSatisfy(message -> assertThat(message.file()).isEqualTo("own.drl"))
                .anySatisfy(message -> assertThat(message.text()).matches("(?s)第 [1-9]\\d* 行: .+"));
    }

    @Test
    @Timeout(30)
    void shouldNoticeAChangeByItself() {
        var folder = copyTo(editions, NAME);
        store.load();
        store.watch(Duration.ofMillis(20));
        replaceOnce(folder.resolve("quota.dmn"), RATIO, "<text>0.15</text>");
        while (rate(store.catalog().named(NAME).orElseThrow()).compareTo(new BigDecimal("0.15")) != 0) {
            Thread.onSpinWait();
        }
        assertThat(store.catalog().folder(NAME).orElseThrow().differsFromFirstServed())
                .isTrue();
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
