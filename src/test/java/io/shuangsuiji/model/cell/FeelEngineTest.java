package io.shuangsuiji.model.cell;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.model.CellWords;
import io.shuangsuiji.model.Table;
import io.shuangsuiji.model.cell.CellText.Role;
import io.shuangsuiji.model.cell.FeelTree.Kind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeelEngineTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            -                       | 3
            >= 限额                 | 3
            [近期 次数..限额]       | 3
            not(1,2)                | 3
            ? > 近期 次数 and ? < 9 | 3
            null,3                  | 3
            """)
    void shouldTestAValueByACellThatNamesOthers(String cell, BigDecimal value) {
        var values = Map.<String, Object>of("限额", BigDecimal.valueOf(3), "近期 次数", BigDecimal.ONE);
        assertThat(FeelEngine.holds(cell, value, values)).isTrue();
    }

    @Test
    void shouldReadOneTextAnewWhereItsNamesMeanOthers() {
        assertThat(FeelEngine.holds("a - b", BigDecimal.ONE, Map.of("a", BigDecimal.TEN, "b", BigDecimal.valueOf(9))))
                .isTrue();
        assertThat(FeelEngine.holds("a - b", BigDecimal.ONE, Map.of("a - b", BigDecimal.ONE)))
                .isTrue();
    }

    @Test
    void shouldTellWhereEachPartOfAFormulaStands() {
        var text = "if 近期 次数 >= 10 then date(\"2024-01-01\") else -x * [1..5)";
        var tree = FeelEngine.read(Role.VALUE, text, List.of("近期 次数", "x"));
        assertThat(tree.all())
                .allSatisfy(part ->
                        assertThat(text.substring(part.start(), part.end())).isEqualTo(part.text()));
        assertThat(tree.all().filter(part -> part.is(Kind.OPERATION)).map(FeelTree::operator))
                .contains(">=", "*");
        assertThat(tree.all().filter(part -> part.is(Kind.CALL)).map(FeelTree::operator))
                .containsExactly("date");
        assertThat(tree.all().filter(part -> part.is(Kind.NAME)).map(FeelTree::text))
                .contains("近期 次数", "x");
    }

    @Test
    void shouldFindTheConstantsOfATextAndNoValueOfACallThatNeedsNames() {
        assertThat(FeelEngine.constants(
                                Role.VALUE,
                                "if day > date(\"2024-02-29\") then -3 else max(day, duration(\"P12M\"))",
                                List.of())
                        .filter(value -> value != null))
                .contains(LocalDate.of(2024, 2, 29), new BigDecimal("-3"), Period.ofYears(1));
        assertThat(FeelEngine.constants(Role.TESTS, "not(\"甲\",\"乙\")", List.of()))
                .containsExactly("甲", "乙");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "甲"                       | 为「甲」
            "甲","乙"                  | 属于 甲、乙
            not("甲")                  | 不为「甲」
            not("甲","乙")             | 不属于 甲、乙
            null                       | 为空
            not(null)                  | 不为空
            true                       | 为 是
            >= 10                      | 不小于 10
            < 10,> 20                  | 小于 10 或 大于 20
            not(> 10)                  | 并非 大于 10
            (1..2]                     | 在 1 至 2 之间（含后不含前）
            >= date("2024-01-01")      | 不小于 2024-01-01
            duration("P12M")           | 为 12个月
            >= 限额                    | 满足 >= 限额
            """)
    void shouldSayWhatACellDemands(String feel, String words) {
        var type = CellType.of("Any", CellType.Kind.OTHER);
        assertThat(CellWords.demand(new Table.Cell("a", feel, feel, Role.TESTS, type)))
                .isEqualTo(words);
    }
}
