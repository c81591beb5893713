package io.shuangsuiji.sheets.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.sheets.Limits;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTextTest {
    @ParameterizedTest
    @ValueSource(chars = {',', ';', '\t', '|', '，'})
    void shouldFindTheSeparatorByWhichMostRowsHaveEquallyManyCells(char separator) {
        var text = """
                南山区双随机检查对象名录库（2024年，第一季度）
                单位：个
                对象编号~单位名称~对象类型
                1~甲，乙公司~储油库
                2~丙;丁~储油库
                3~戊~储油库
                """.replace('~', separator);
        assertThat(CsvText.separator(text)).isEqualTo(separator);
    }

    @Test
    void shouldNotCountSeparatorsWithinQuotes() {
        assertThat(CsvText.separator("编号;名称\n1;\"甲,乙,丙\"\n2;\"丁,戊,己\"\n")).isEqualTo(';');
    }

    @Test
    void shouldTakeACommaWhereNothingTellsTheSeparator() {
        assertThat(CsvText.separator("")).isEqualTo(',');
        assertThat(CsvText.separator("对象编号\n1\n2\n")).isEqualTo(',');
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {"sep=;~;", "SEP=,~,", "\"sep=|\"~|", " sep=， ~，", "Sep=:~:"})
    void shouldTakeTheSeparatorThatTheFirstLineNames(String line, char separator) {
        assertThat(CsvText.isNamed(line)).isTrue();
        assertThat(CsvText.separator(line + "\n1,2,3\n4,5,6\n")).isEqualTo(separator);
    }

    @Test
    void shouldTakeATabThatTheFirstLineNames() {
        assertThat(CsvText.isNamed("sep=\t")).isTrue();
        assertThat(CsvText.separator("sep=\t\n1,2\n")).isEqualTo('\t');
    }

    @ParameterizedTest
    @ValueSource(strings = {"sep", "sep=", "separator=;", "对象编号,sep=;", "step=;"})
    void shouldTakeOtherFirstLinesForRows(String line) {
        assertThat(CsvText.isNamed(line)).isFalse();
    }

    @Test
    void shouldReadQuotesBehindAndBeforeSpaces() {
        assertThat(CsvText.row("1, \"甲, \"\"乙\"\"\" ,  \"\", \"丙\"", ','))
                .isEqualTo(new CsvText.Cells(List.of("1", "甲, \"乙\"", "", "丙"), null));
    }

    @Test
    void shouldKeepAQuoteWithinACellThatDoesNotBeginWithOne() {
        assertThat(CsvText.row("5\"管,甲\"乙\",x", ',').texts()).containsExactly("5\"管", "甲\"乙\"", "x");
    }

    @Test
    void shouldKeepSpacesOfCellsThatAreNotQuoted() {
        assertThat(CsvText.row(" a , b", ',').texts()).containsExactly(" a ", " b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,\"甲", "1,\"甲\"乙,2", "\"", "1, \"甲\" 乙"})
    void shouldSayThatQuotesAreWrong(String row) {
        assertThat(CsvText.row(row, ',').fault()).contains("双引号不成对").contains(" / ");
    }

    @Test
    void shouldSayThatBytesAreNoCharacters() {
        assertThat(CsvText.row("1,\uFFFD", ',').fault()).contains("不是有效的字符");
        assertThat(CsvText.row("1,\0", ',').fault()).contains("空字符");
    }

    @Test
    void shouldSayThatThereAreTooManyCells() {
        assertThat(CsvText.row(",".repeat(Limits.COLUMNS), ',').fault()).contains("超过 16384 个单元格");
        assertThat(CsvText.row(",".repeat(Limits.COLUMNS - 1), ',').fault()).isNull();
    }
}
