package io.shuangsuiji.scenario.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.scenario.run.Mismatch;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotedValuesTest {
    private static String replaced(String sentence, String... oldAndNew) {
        var mismatches = new java.util.ArrayList<Mismatch>();
        for (int i = 0; i < oldAndNew.length; i += 2) {
            mismatches.add(new Mismatch(i, "", oldAndNew[i], oldAndNew[i + 1]));
        }
        return QuotedValues.replaced(sentence, mismatches).orElse(null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "按 12.5% 抽取|0.125|0.15|按 15% 抽取",
                "按12.5％抽取|12.5%|0.15|按15％抽取",
                "按百分之12.5抽取|0.125|0.15|按百分之15抽取",
                "比例 0.125|0.125|0.15|比例 0.15",
                "共 1,610 家|1610|2000|共 2,000 家",
                "共 1610 家|1610|2000|共 2000 家",
                "120 家、20.5 家、R20、20%|20|21|-",
                "6月20日前|20|21|-",
                "每月20家|20|21|每月21家",
                "3月20日截止|2024-03-20|2024-03-21|3月21日截止",
                "2024年3月20日截止|2024-03-20|2025-03-21|2025年3月21日截止",
                "2024-03-20 截止|2024/3/20|2024-03-21|2024-03-21 截止",
                "归入重点|重点|特殊|归入特殊",
                "是排污单位|是|否|-",
                "归入重点|重点|∅|-",
                "什么也没写|20|21|-"
            })
    void shouldReplaceWhatIsQuotedInTheFormInWhichItIs(String sentence, String before, String after, String expected) {
        assertThat(replaced(sentence, before, after)).isEqualTo(expected);
    }

    @Test
    void shouldNotTakeANewValueForAnOldOne() {
        assertThat(replaced("抽 20 家，缺 21 家", "20", "21", "21", "22")).isEqualTo("抽 21 家，缺 22 家");
        assertThat(QuotedValues.replaced("$1 抽 20 家", List.of(new Mismatch(0, "", "20", "21"))))
                .contains("$1 抽 21 家");
    }
}
