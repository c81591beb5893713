package io.shuangsuiji.sheets;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotationTest {
    @Property(tries = 300)
    void shouldCompareWordsWithoutWhatNobodySees(@ForAll("words") String word, @ForAll("invisible") String invisible) {
        var strewn = new StringBuilder(invisible);
        word.chars().forEach(c -> strewn.append((char) c).append(invisible));
        assertThat(Notation.plain(strewn.toString())).isEqualTo(Notation.plain(word));
        assertThat(Notation.identifier(strewn.toString())).isEqualTo(Notation.identifier(word));
    }

    @Property(tries = 300)
    void shouldReadAnyCountHoweverItIsWritten(@ForAll("counts") int count) {
        var expected = BigDecimal.valueOf(count);
        assertThat(Notation.number(count + "宗")).hasValue(expected);
        assertThat(Notation.number(wide("" + count))).hasValue(expected);
        assertThat(Notation.number(String.format("%,d", count))).hasValue(expected);
    }

    @ParameterizedTest
    @CsvSource({"12宗,12", "12 次,12", "１２件,12", "1e3,1000", "12.5%,0.125", "3‰,0.003", "-4,-4", "+4,4", ".5,0.5"})
    void shouldReadNumbersAsPeopleWriteThem(String text, BigDecimal number) {
        assertThat(Notation.number(text))
                .hasValueSatisfying(read -> assertThat(read).isEqualByComparingTo(number));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,234", "1，234", "１，２３４"})
    void shouldReadThousandsAsOneNumber(String text) {
        assertThat(Notation.number(text)).hasValue(BigDecimal.valueOf(1234));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10,00",
                "1,23",
                "1,2345",
                ",123",
                "1,234,56",
                "约12",
                "10以上",
                "≥10",
                ">10",
                "12-15",
                "12~15",
                "1 234",
                "十二",
                "12个月",
                "12宗次",
                "1.2.3",
                "",
                "e5",
                "-",
                "%",
                "1e",
                "0x10",
                "12万"
            })
    void shouldRefuseWhatMightBeAnotherNumber(String text) {
        assertThat(Notation.number(text)).isEmpty();
    }

    @Property(tries = 300)
    void shouldReadAnyDayHoweverItIsWritten(@ForAll("days") LocalDate day) {
        var written = new String[] {
            "%d-%02d-%02d",
            "%d-%d-%d",
            "%d/%d/%d",
            "%d.%d.%d",
            "%d年%d月%d日",
            "%d 年 %d 月 %d 日",
            "%d年%d月%d号",
            "%d-%02d-%02d 10:30",
            "%d/%d/%d 9:05:07",
            "%d-%02d-%02dT23:59:59.999",
            "%d-%02d-%02d 00:00:00"
        };
        for (var form : written) {
            var text = String.format(form, day.getYear(), day.getMonthValue(), day.getDayOfMonth());
            assertThat(Notation.date(text)).as(text).hasValue(day);
            assertThat(Notation.date(wide(text))).as(text).hasValue(day);
        }
        var compact = String.format("%d%02d%02d", day.getYear(), day.getMonthValue(), day.getDayOfMonth());
        assertThat(Notation.date(compact)).hasValue(day);
    }

    @Test
    void shouldTakeATimeWithAZoneToTheDayThatItIsInChina() {
        assertThat(Notation.date("2024-03-04T16:00:00Z")).hasValue(LocalDate.of(2024, 3, 5));
        assertThat(Notation.date("2024-03-04T15:59:59Z")).hasValue(LocalDate.of(2024, 3, 4));
        assertThat(Notation.date("2024-03-05T00:00:00+08:00")).hasValue(LocalDate.of(2024, 3, 5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-02-30",
                "20240230",
                "2023-02-29",
                "2024-13-01",
                "2024-00-10",
                "24-03-05",
                "2024-03",
                "2024年3月",
                "05/03/2024",
                "45371",
                "2024-03-05 25:00",
                "2024-03-05 上午",
                "约2024-03-05",
                "2024-03-05至2024-04-05",
                "202403051",
                "2024"
            })
    void shouldRefuseWhatIsNoDay(String text) {
        assertThat(Notation.date(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"√", "✓", "✔", "☑", "是", " 是 ", "有", "1", "１", "TRUE", "Yes", "ｙ", "\u200B是"})
    void shouldReadYes(String text) {
        assertThat(Notation.truth(text)).hasValue(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"×", "✗", "✘", "否", "无", "0", "false", "No", "Ｎ"})
    void shouldReadNo(String text) {
        assertThat(Notation.truth(text)).hasValue(false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2", "是否", "也许", "O", "□"})
    void shouldReadNeitherYesNorNo(String text) {
        assertThat(Notation.truth(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"无", "/", "／", "—", "——", "-", "－", "N/A", "#N/A", "n/a", "null", "空", "（空）", "不适用", "暂 无"})
    void shouldKnowHowPeopleWriteThatThereIsNothing(String text) {
        assertThat(Notation.none(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "无锡", "否", "//", "?", "未知", "N"})
    void shouldNotTakeOtherWordsForNothing(String text) {
        assertThat(Notation.none(text)).isFalse();
    }

    @Test
    void shouldReadATextWholeThenWithoutPunctuationThenWithoutRemarks() {
        assertThat(Notation.readings("警示（黄牌）。"))
                .containsExactly(
                        new Notation.Reading("警示（黄牌）。", ""),
                        new Notation.Reading("警示（黄牌）", ""),
                        new Notation.Reading("警示", "黄牌 "));
        assertThat(Notation.readings("甲(乙)［丙］")).last().isEqualTo(new Notation.Reading("甲", "丙 乙 "));
        assertThat(Notation.readings("（黄牌）")).containsExactly(new Notation.Reading("（黄牌）", ""));
    }

    @Test
    void shouldKeepWhatPeopleSeeOfAText() {
        assertThat(Notation.tidy("\uFEFF\u00A0 甲 公司\u200B\u3000\n")).isEqualTo("甲 公司");
        assertThat(Notation.tidy("甲\n乙\t丙")).isEqualTo("甲\n乙\t丙");
        assertThat(Notation.tidy("\u0007")).isEmpty();
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.strings()
                .withChars("重点排污单位AbC0129（）-")
                .ofMinLength(1)
                .ofMaxLength(10);
    }

    @Provide
    Arbitrary<String> invisible() {
        return Arbitraries.of(
                "\u00A0", "\u3000", " ", "\u200B", "\u200E", "\u2060", "\uFEFF", "\u00AD", "\t", "\r\n", "\u2009",
                "\u0000");
    }

    @Provide
    Arbitrary<Integer> counts() {
        return Arbitraries.integers().between(0, 1_000_000_000);
    }

    @Provide
    Arbitrary<LocalDate> days() {
        return Arbitraries.longs()
                .between(
                        LocalDate.of(1949, 10, 1).toEpochDay(),
                        LocalDate.of(2099, 12, 31).toEpochDay())
                .map(LocalDate::ofEpochDay);
    }

    private static String wide(String text) {
        var wide = new StringBuilder();
        text.chars().forEach(c -> wide.append((char) (c > ' ' && c < 0x7F ? c + 0xFEE0 : c)));
        return wide.toString();
    }
}
