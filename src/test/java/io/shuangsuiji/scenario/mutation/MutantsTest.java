package io.shuangsuiji.scenario.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.model.xml.DmnFile;
import io.shuangsuiji.model.xml.Splice;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MutantsTest {
    private static List<Mutants.Made> mutants() {
        return Mutants.of(
                TestEditions.shipped(), TestEditions.shipped().models().keySet());
    }

    @Test
    void shouldChangeNothingButWhatTheMutantIsAbout() throws Exception {
        for (var made : mutants()) {
            var before = made.dmn().xml().text();
            var after = new String(Mutants.Made.bytes(List.of(made)), java.nio.charset.StandardCharsets.UTF_8);
            int common = 0;
            while (before.charAt(common) == after.charAt(common)) {
                common++;
            }
            assertThat(after).as(made.mutant().toString()).isNotEqualTo(before);
            assertThat(made.splices().get(0).from()).isLessThanOrEqualTo(common);
            assertThat(after)
                    .endsWith(before.substring(
                            made.splices().get(made.splices().size() - 1).to()));
        }
    }

    @Test
    void shouldStayADmnFileWithEveryChange() throws Exception {
        var byFile = mutants().stream()
                .collect(Collectors.groupingBy(made -> made.mutant().file()));
        for (var made : byFile.get("quota.dmn")) {
            assertThat(DmnFile.read("quota.dmn", Mutants.Made.bytes(List.of(made)))
                            .modelName())
                    .isEqualTo("quota");
        }
    }

    @Test
    void shouldNeverMakeTwoMutantsAtOnceThatChangeTheSameCharacters() {
        var suspects = mutants().stream()
                .map(made -> new MutationRun.Suspect(made, List.of()))
                .toList();
        for (var batch : MutantBatch.pack(suspects)) {
            var splices = batch.suspects().stream()
                    .flatMap(suspect -> suspect.made().splices().stream())
                    .toList();
            assertThat(splices)
                    .allSatisfy(splice -> assertThat(splices)
                            .filteredOn(other -> other != splice)
                            .noneMatch(splice::overlaps));
        }
    }

    @Test
    void shouldSwapRowsAsWholes() {
        var text = "<a><r>1</r> <r>2</r></a>";
        assertThat(Splice.apply(text, List.of(new Splice(3, 11, "<r>2</r>"), new Splice(12, 20, "<r>1</r>"))))
                .isEqualTo("<a><r>2</r> <r>1</r></a>");
    }
}
