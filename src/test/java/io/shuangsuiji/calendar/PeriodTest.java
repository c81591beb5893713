package io.shuangsuiji.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodTest {
    @ParameterizedTest
    @CsvSource({
        "2024Q1, 2024年第一季度",
        "2024Q4, 2024年第四季度",
        "2024M03, 2024年3月",
        "2024M12, 2024年12月",
        "2024H1, 2024年上半年",
        "2024H2, 2024年下半年",
        "2024, 2024年"
    })
    void shouldBeCalledWhatPeopleCallIt(String period, String words) {
        assertThat(Period.parse(period).orElseThrow().inWords()).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"2024Q1, 2024Q2", "2024Q4, 2025Q1", "2024M12, 2025M01", "2024H2, 2025H1", "2024, 2025"})
    void shouldBeFollowedByTheNextOfItsLength(String period, String next) {
        assertThat(Period.parse(period).orElseThrow().next()).hasToString(next);
    }
}
