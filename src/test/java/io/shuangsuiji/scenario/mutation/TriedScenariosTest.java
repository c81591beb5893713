package io.shuangsuiji.scenario.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shuangsuiji.TestEditions;
import io.shuangsuiji.decision.Examples;
import io.shuangsuiji.decision.json.FeelJson;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.scenario.run.Progress;
import io.shuangsuiji.scenario.run.ScenarioRunner;
import io.shuangsuiji.scenario.workbook.ScenarioBook;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.apache.poi.ss.usermodel.WorkbookFactory;
import org.junit.jupiter.api.Test;

class TriedScenariosTest {
    private static final Edition EDITION = TestEditions.shipped();

    private static byte[] with(String model, String sentence, byte[] workbook) throws IOException {
        var known = EDITION.model(model).orElseThrow();
        var input = (ObjectNode) FeelJson.toJson(Examples.input(EDITION, known), known.inputs());
        return TriedScenarios.with(EDITION, known, input, sentence, workbook);
    }

    private static ScenarioBook read(byte[] workbook) {
        return ScenarioBook.read(EDITION, TriedScenarios.FILE, workbook);
    }

    @Test
    void shouldKeepEachTrialAsAScenarioThatPasses() throws IOException {
        var workbook = with("classification", "第一个", null);
        workbook = with("classification", "第二个", workbook);
        workbook = with("routing", "第三个", workbook);

        var book = read(workbook);

        assertThat(book.sheets()).extracting(sheet -> sheet.scenarios().size()).containsExactly(2, 1);
        assertThat(book.scenarios())
                .extracting(scenario -> scenario.id() + " " + scenario.sentence())
                .containsExactly("S001 第一个", "S002 第二个", "S001 第三个");
        var outcomes = ScenarioRunner.run(EDITION, List.of(book), Progress.NONE).outcomes();
        assertThat(outcomes).hasSize(3).noneMatch(outcome -> outcome.failed());
        assertThat(book.scenarios())
                .allMatch(scenario -> !scenario.expectations().isEmpty());
    }

    @Test
    void shouldBeginAnotherSheetWhereSomebodyHasChangedTheColumns() throws IOException {
        byte[] edited;
        try (var opened = WorkbookFactory.create(new ByteArrayInputStream(with("routing", "第一个", null)));
                var out = new ByteArrayOutputStream()) {
            var headers = opened.getSheetAt(0).getRow(1);
            headers.removeCell(headers.getCell(headers.getLastCellNum() - 1));
            opened.write(out);
            edited = out.toByteArray();
        }

        var book = read(with("routing", "第二个", edited));

        assertThat(book.sheets())
                .extracting(sheet -> sheet.name())
                .containsExactly(
                        EDITION.model("routing").orElseThrow().label(),
                        EDITION.model("routing").orElseThrow().label() + "-2");
        assertThat(book.scenarios()).hasSize(2);
    }
}
