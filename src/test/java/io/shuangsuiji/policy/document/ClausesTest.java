package io.shuangsuiji.policy.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.Message;
import io.shuangsuiji.policy.document.Clauses.State;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClausesTest {
    private static final Edition SHIPPED = TestEditions.shipped();

    @TempDir
    Path editions;

    private static Clauses shipped() throws Exception {
        return Clauses.of(DocumentText.in(SHIPPED.files()).orElseThrow(), SHIPPED.tables(), Marks.in(SHIPPED.files()));
    }

    @Test
    void shouldQuoteTheShippedPlanWordByWord() throws Exception {
        assertThat(shipped().misquotes()).isEmpty();
        assertThat(Quotation.of(SHIPPED.tables())).hasSizeGreaterThan(45);
    }

    @Test
    void shouldAccountForEverySentenceOfTheShippedPlan() throws Exception {
        var clauses = shipped();
        assertThat(clauses.counts().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(clauses.lines().size());
        assertThat(clauses.counts().get(State.ENCODED)).isGreaterThan(25);
        assertThat(clauses.lines().stream()
                        .filter(line -> line.state() == State.ORGANISATIONAL)
                        .map(Clauses.Line::mark))
                .isNotEmpty()
                .allSatisfy(mark -> {
                    assertThat(mark.by()).isNotBlank();
                    assertThat(mark.at()).isNotNull();
                });
        // what no table says yet, and the plan says all the same
        assertThat(clauses.lines().stream()
                        .filter(line -> line.state() == State.OPEN)
                        .map(line -> line.sentence().text()))
                .noneMatch(text -> text.contains("比例") || text.contains("倍"));
    }

    @Test
    void shouldKnowTheRowsOfASentence() throws Exception {
        var line = shipped().lines().stream()
                .filter(each -> each.sentence().text().contains("12.5%"))
                .findFirst()
                .orElseThrow();
        assertThat(line.state()).isEqualTo(State.ENCODED);
        assertThat(line.rows()).extracting(Quotation::rule).contains("R05");
        assertThat(line.rows()).extracting(row -> row.table().file()).contains("quota.dmn");
    }

    @Test
    void shouldTellWhatOfASentenceIsQuoted() throws Exception {
        var clauses = shipped();
        assertThat(clauses.lines()).allSatisfy(line -> {
            assertThat(line.pieces().stream().map(Clauses.Piece::text).collect(Collectors.joining()))
                    .isEqualTo(line.sentence().text());
            assertThat(line.pieces().stream().anyMatch(Clauses.Piece::quoted))
                    .isEqualTo(!line.rows().isEmpty());
        });
        assertThat(clauses.lines().stream()
                        .filter(line -> line.sentence().text().contains("季度任务台账"))
                        .flatMap(line -> line.pieces().stream())
                        .filter(piece -> !piece.quoted())
                        .map(Clauses.Piece::text))
                .contains("，在省平台导出季度任务台账，");
    }

    private Edition amended(String file, String from, String to) {
        var folder = TestEditions.copyTo(editions, "2026-01-01");
        TestEditions.replaceOnce(folder.resolve(file), from, to);
        return TestEditions.load(editions).folders().get(0).edition();
    }

    @Test
    void shouldTellOfAQuoteThatDoesNotStandThereAtLoad() {
        var edition = amended(DocumentText.FILE, "12.5%", "15%");
        assertThat(edition.warnings())
                .filteredOn(warning -> warning.text().contains("引文不在方案原文里"))
                .isNotEmpty()
                .allSatisfy(warning -> {
                    assertThat(warning.severity()).isEqualTo(Message.Severity.WARN);
                    assertThat(warning.text()).contains("12.5%");
                    assertThat(edition.tables().cell(warning.file(), warning.element()))
                            .isPresent();
                });
        assertThat(SHIPPED.warnings()).noneMatch(warning -> warning.text().contains("引文"));
    }

    @Test
    void shouldRefuseMarksThatCannotBeRead() throws Exception {
        var folder = TestEditions.copyTo(editions, "2026-01-01");
        Files.writeString(folder.resolve(Marks.FILE), "organisational:\n  - sentnce: x\n");
        var refused = TestEditions.load(editions).folders().get(0);
        assertThat(refused.edition()).isNull();
        assertThat(refused.messages()).anyMatch(message -> message.text().contains("未知的键「sentnce」"));
        var text = "confirmed:\n  - row: a\n".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Marks.in(new TreeMap<>(Map.of(Marks.FILE, text))))
                .hasMessageContaining("何人");
    }

    @Test
    void shouldTellOfMarksOfSentencesThatAreGone() {
        var edition = amended(DocumentText.FILE, "成立区生态环境“双随机、一公开”监管工作领导小组。", "成立专班。");
        assertThat(edition.warnings())
                .anyMatch(warning ->
                        Marks.FILE.equals(warning.file()) && warning.text().contains("领导小组"));
    }

    @Test
    void shouldKeepMarksOfSentencesThatAnotherTextHasToo() throws Exception {
        var document = DocumentText.of("方案\n甲负责。乙负责。");
        var at = Instant.parse("2026-01-01T00:00:00Z");
        var first = document.sentences().get(1);
        var marks = Marks.NONE
                .with(first, true, "张三", at)
                .with(first, true, "李四", at)
                .with(document.sentences().get(2), true, "张三", at);
        assertThat(marks.organisational()).extracting(Marks.Mark::by).containsExactly("张三", "张三");
        assertThat(marks.of(DocumentText.of("方案\n甲 负 责。丙负责。")).organisational())
                .extracting(Marks.Mark::text)
                .containsExactly("甲负责。");
        assertThat(marks.with(first, false, "张三", at).organisational()).hasSize(1);
        assertThat(Marks.in(new TreeMap<>(Map.of(Marks.FILE, marks.toYaml())))).isEqualTo(marks);
        assertThat(List.of(Marks.NONE.isEmpty(), marks.isEmpty())).containsExactly(true, false);
    }
}
