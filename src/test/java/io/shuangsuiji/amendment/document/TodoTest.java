package io.shuangsuiji.amendment.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.amendment.diff.FileDifferences;
import io.shuangsuiji.amendment.document.Todo.State;
import io.shuangsuiji.amendment.edit.DmnEditor;
import io.shuangsuiji.amendment.edit.Edit;
import io.shuangsuiji.model.EditionModel;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.document.DocumentText;
import io.shuangsuiji.policy.document.Marks;
import io.shuangsuiji.policy.document.Marks.Confirmed;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TodoTest {
    private static final Edition SHIPPED = TestEditions.shipped();
    private static final EditionModel TABLES = SHIPPED.tables();
    private static final String RATE = "quota-decision-rules-table-rule-1-out-4";
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private static DocumentText document() throws Exception {
        return DocumentText.in(SHIPPED.files()).orElseThrow();
    }

    private static DocumentText next(String from, String to) throws Exception {
        assertThat(document().text()).contains(from);
        return DocumentText.of(document().text().replace(from, to));
    }

    private static List<String> names(Todo todo) {
        return todo.items().stream().map(Todo.Item::name).toList();
    }

    @Test
    void shouldAskNothingWhereTheTextIsTheSame() throws Exception {
        assertThat(Todo.of(document(), TABLES, document(), TABLES, Marks.NONE).isEmpty())
                .isTrue();
        // how it is set makes no difference
        var spaced = DocumentText.of(document().text().replace("。", "。 \n"));
        assertThat(names(Todo.of(document(), TABLES, spaced, TABLES, Marks.NONE)))
                .isEmpty();
    }

    @Test
    void shouldListTheRowsThatQuoteWhatChangedAndTickThem() throws Exception {
        var next = next("12.5%", "15%");
        var todo = Todo.of(document(), TABLES, next, TABLES, Marks.NONE);
        assertThat(names(todo)).contains("「抽样规则」R05").doesNotContain("「抽样规则」R11");
        var row = todo.items().stream()
                .filter(item -> item.name().equals("「抽样规则」R05"))
                .findFirst()
                .orElseThrow();
        assertThat(row.state()).isEqualTo(State.OPEN);
        assertThat(row.stands()).isFalse();
        assertThat(todo.open()).isEqualTo(todo.items().size());

        var changed = DmnEditor.apply(TABLES, List.of(new Edit.SetCell("quota.dmn", RATE, "15%")));
        var ticked = Todo.of(document(), TABLES, next, changed, Marks.NONE)
                .of(row.file(), row.quotation().row().address())
                .orElseThrow();
        assertThat(ticked.state()).isEqualTo(State.CHANGED);
        // its words are still the old ones
        assertThat(ticked.stands()).isFalse();

        var deleted = DmnEditor.apply(
                TABLES,
                List.of(new Edit.DeleteRow("quota.dmn", row.quotation().row().address())));
        assertThat(Todo.of(document(), TABLES, next, deleted, Marks.NONE)
                        .of(row.file(), row.quotation().row().address())
                        .orElseThrow()
                        .state())
                .isEqualTo(State.DELETED);
    }

    @Test
    void shouldTakeAConfirmationForTheRowAsItStoodOnly() throws Exception {
        var next = next("不定期开展", "定期开展");
        var todo = Todo.of(document(), TABLES, next, TABLES, Marks.NONE);
        assertThat(names(todo)).containsExactly("「路由」R24");
        var item = todo.items().get(0);
        assertThat(item.stands()).isTrue();
        var confirmed =
                new Confirmed(item.file(), item.row().address(), item.name(), Todo.content(item.row()), "张三", NOW);
        var marks = Marks.NONE.with(confirmed, true);
        assertThat(Todo.of(document(), TABLES, next, TABLES, marks)
                        .items()
                        .get(0)
                        .state())
                .isEqualTo(State.CONFIRMED);
        var stale = Marks.NONE.with(
                new Confirmed(item.file(), item.row().address(), item.name(), "another", "张三", NOW), true);
        assertThat(Todo.of(document(), TABLES, next, TABLES, stale)
                        .items()
                        .get(0)
                        .state())
                .isEqualTo(State.OPEN);
        assertThat(Todo.of(document(), TABLES, next, TABLES, marks.with(confirmed, false))
                        .open())
                .isEqualTo(1);
    }

    @Test
    void shouldAskOfAnEditionWithoutADocumentWhatItMisquotes() throws Exception {
        assertThat(Todo.of(null, TABLES, document(), TABLES, Marks.NONE).isEmpty())
                .isTrue();
        assertThat(names(Todo.of(null, TABLES, next("12.5%", "15%"), TABLES, Marks.NONE)))
                .containsExactly("「抽样规则」R05");
    }

    @Test
    void shouldTellOfADocumentAndItsMarksSentenceBySentence() throws Exception {
        var sentence = document().sentences().get(5);
        var marks = Marks.in(SHIPPED.files());
        var before = new TreeMap<>(
                Map.of(DocumentText.FILE, SHIPPED.files().get(DocumentText.FILE), Marks.FILE, marks.toYaml()));
        var after = new TreeMap<>(Map.of(
                DocumentText.FILE,
                next("12.5%", "15%").text().getBytes(StandardCharsets.UTF_8),
                Marks.FILE,
                marks.with(sentence, false, "张三", NOW).toYaml()));
        assertThat(FileDifferences.between(before, after).stream()
                        .flatMap(table -> table.changes().stream().map(change -> table.label() + " " + change.words())))
                .containsExactly(
                        "条款标记 取消：「" + sentence.text() + "」标为组织性条款",
                        "方案原文 四(二)1：「每季度按不少于 12.5% 的比例抽取重点监管对象；」改为「每季度按不少于 15% 的比例抽取重点监管对象；」");
    }
}
