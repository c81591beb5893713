package io.shuangsuiji.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.shuangsuiji.TestEditions;
import io.shuangsuiji.decision.Decisions;
import io.shuangsuiji.decision.input.Inputs;
import io.shuangsuiji.decision.json.FeelJson;
import io.shuangsuiji.decision.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Section A of the rule catalogue, example by example. */
class ClassificationExamplesTest {
    private static final Edition EDITION = TestEditions.shipped();

    private static JsonNode classify(String facts, String taskType) {
        var body = "{\"object\": {" + facts.replace('\'', '"') + "}, \"taskType\": \"" + taskType
                + "\", \"evaluationDate\": \"2024-03-20\"}";
        var model = EDITION.model("classification").orElseThrow();
        var inputs = Inputs.read(model, Json.read(body.getBytes(StandardCharsets.UTF_8)))
                .valid();
        return FeelJson.toJson(Decisions.decide(EDITION, model, inputs), model.outputs())
                .get("classification");
    }

    private static String triggers(JsonNode classification) {
        return StreamSupport.stream(classification.get("triggers").spliterator(), false)
                .map(trigger -> trigger.get("rule").textValue())
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            nullValues = "-",
            value = {
                // what it is about | facts beside objectType 排污单位 | task | category | mode | triggers
                "R05 a key unit stays key | 'supervisionLevel':'重点' | 日常 | 重点 | 现场 | ~~",
                "R06 a general unit stays general | 'supervisionLevel':'一般' | 日常 | 一般 | 现场 | ~~",
                "no level is no category | 'supervisionLevel':null | 日常 | - | 现场 | ~~",
                "R07 the registry itself says special | 'supervisionLevel':'特殊' | 日常 | 特殊 | 现场 | R07",
                "R07a penalty on the evaluation date | 'supervisionLevel':'一般','lastPenaltyDate':'2024-03-20' | 日常 | 特殊 | 现场 | R07a",
                "R07a penalty twelve months before | 'supervisionLevel':'一般','lastPenaltyDate':'2023-03-20' | 日常 | 特殊 | 现场 | R07a",
                "R07a penalty a day earlier than that | 'supervisionLevel':'一般','lastPenaltyDate':'2023-03-19' | 日常 | 一般 | 现场 | ~~",
                "R07a penalty after the evaluation date | 'supervisionLevel':'一般','lastPenaltyDate':'2024-03-21' | 日常 | 一般 | 现场 | ~~",
                "R07b warned | 'supervisionLevel':'重点','creditRating':'环保警示企业' | 日常 | 特殊 | 现场 | R07b",
                "R07b bad | 'supervisionLevel':'重点','creditRating':'环保不良企业' | 日常 | 特殊 | 现场 | R07b",
                "R07c VOCs C | 'supervisionLevel':'重点','vocsGrade':'C' | 日常 | 特殊 | 现场 | R07c",
                "VOCs B triggers nothing | 'supervisionLevel':'重点','vocsGrade':'B' | 日常 | 重点 | 现场 | ~~",
                "R07d nine complaints | 'supervisionLevel':'一般','complaintsInQuarter':9 | 日常 | 一般 | 现场 | ~~",
                "R07d ten complaints | 'supervisionLevel':'一般','complaintsInQuarter':10 | 日常 | 特殊 | 现场 | R07d",
                "R12a honest | 'supervisionLevel':'一般','creditRating':'环保诚信企业' | 日常 | 不纳入 | 不检查 | R12a",
                "R12a good | 'supervisionLevel':'一般','creditRating':'环保良好企业' | 日常 | 不纳入 | 不检查 | R12a",
                "R12a is for routine tasks only | 'supervisionLevel':'一般','creditRating':'环保诚信企业' | 专项 | 一般 | 现场 | ~~",
                "R12a is not for joint tasks | 'supervisionLevel':'一般','creditRating':'环保诚信企业' | 跨部门联合 | 一般 | 现场 | ~~",
                "R12b VOCs A | 'supervisionLevel':'重点','vocsGrade':'A' | 日常 | 不纳入 | 不检查 | R12b",
                "R12b is for routine tasks only | 'supervisionLevel':'重点','vocsGrade':'A' | 跨部门联合 | 重点 | 现场 | ~~",
                "R13a key permit on the positive list | 'supervisionLevel':'重点','onPositiveList':true,'permitManagement':'重点管理' | 日常 | 重点 | 非现场 | R13a",
                "R13a in special tasks too | 'supervisionLevel':'重点','onPositiveList':true,'permitManagement':'重点管理' | 专项 | 重点 | 非现场 | R13a",
                "R13b another permit on the positive list | 'supervisionLevel':'一般','onPositiveList':true,'permitManagement':'简化管理' | 日常 | 不纳入 | 不检查 | R13b",
                "R13b no permit on the positive list | 'supervisionLevel':'一般','onPositiveList':true | 日常 | 不纳入 | 不检查 | R13b",
                "R13b is for routine tasks only | 'supervisionLevel':'一般','onPositiveList':true,'permitManagement':'登记管理' | 专项 | 一般 | 现场 | ~~",
                "R12 excluded, but off site goes on | 'supervisionLevel':'重点','creditRating':'环保诚信企业','onPositiveList':true,'permitManagement':'重点管理' | 日常 | 不纳入 | 非现场 | R12a R13a",
                "special beats excluded | 'supervisionLevel':'一般','creditRating':'环保良好企业','complaintsInQuarter':12 | 日常 | 特殊 | 现场 | R07d R12a",
                "special on the positive list is inspected on site | 'supervisionLevel':'重点','lastPenaltyDate':'2024-01-01','onPositiveList':true,'permitManagement':'重点管理' | 日常 | 特殊 | 现场 | R07a R13a",
                "every trigger is told | 'supervisionLevel':'特殊','lastPenaltyDate':'2024-01-01','creditRating':'环保不良企业','vocsGrade':'C','complaintsInQuarter':10 | 日常 | 特殊 | 现场 | R07 R07a R07b R07c R07d",
            })
    void shouldClassifyAPolluter(
            String what, String facts, String taskType, String category, String mode, String triggers) {
        var classification = classify("'objectType':'排污单位'," + facts, taskType);
        assertThat(classification.get("category").textValue()).isEqualTo(category);
        assertThat(classification.get("inspectionMode").textValue()).isEqualTo(mode);
        assertThat(triggers(classification)).isEqualTo(triggers);
        assertThat(classification.get("triggers")).allSatisfy(trigger -> {
            assertThat(trigger.get("clause").textValue()).startsWith("四(二)1");
            assertThat(trigger.get("reason").textValue()).isNotBlank();
        });
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                // what it is about | facts | conflict | review | inPopulation | offSite
                "nothing | 'objectType':'排污单位','supervisionLevel':'一般' | false | false | true | false",
                "special and excluded | 'objectType':'排污单位','supervisionLevel':'一般','creditRating':'环保良好企业','vocsGrade':'C' | true | true | true | false",
                "excluded alone | 'objectType':'排污单位','supervisionLevel':'一般','creditRating':'环保良好企业' | false | false | false | false",
                "off site counts | 'objectType':'排污单位','supervisionLevel':'重点','onPositiveList':true,'permitManagement':'重点管理' | false | false | true | true",
                "off site but excluded | 'objectType':'排污单位','supervisionLevel':'重点','vocsGrade':'A','onPositiveList':true,'permitManagement':'重点管理' | false | false | false | true",
                "special on the positive list | 'objectType':'排污单位','supervisionLevel':'特殊','onPositiveList':true,'permitManagement':'重点管理' | false | true | true | false",
                "no level where the strata need one | 'objectType':'建设项目' | false | true | true | false",
                "no level where they do not | 'objectType':'加油站' | false | false | true | false",
                "a rating that does not apply is no review | 'objectType':'加油站','creditRating':'环保不良企业' | false | false | true | false",
            })
    void shouldFlag(String what, String facts, boolean conflict, boolean review, boolean counts, boolean offSite) {
        var classification = classify(facts, "日常");
        assertThat(classification.get("conflict").booleanValue()).isEqualTo(conflict);
        assertThat(classification.get("review").booleanValue()).isEqualTo(review);
        assertThat(classification.get("inPopulation").booleanValue()).isEqualTo(counts);
        assertThat(classification.get("offSite").booleanValue()).isEqualTo(offSite);
    }

    @ParameterizedTest
    @CsvSource({"建设项目", "入海排污口", "社会生态环境监测机构", "柴油车用车大户", "机动车排放检验机构", "加油站", "储油库"})
    void shouldLetTheRegistrysLevelStandForOtherTypes(String objectType) {
        var facts = "'objectType':'" + objectType + "','supervisionLevel':'%s','lastPenaltyDate':'2024-03-01',"
                + "'creditRating':'环保诚信企业','vocsGrade':'C','complaintsInQuarter':20,'onPositiveList':true";
        for (var level : new String[] {"重点", "一般"}) {
            var classification = classify(facts.formatted(level), "日常");
            assertThat(classification.get("category").textValue()).isEqualTo(level);
            assertThat(triggers(classification)).isEmpty();
        }
        assertThat(triggers(classify(facts.formatted("特殊"), "日常"))).isEqualTo("R07");
    }
}
