package io.shuangsuiji.policy.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.model.EditionModel;
import io.shuangsuiji.model.EngineText;
import io.shuangsuiji.policy.EditionFiles;
import io.shuangsuiji.policy.KieMessages;
import io.shuangsuiji.policy.Message;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kie.api.io.Resource;
import org.kie.dmn.validation.DMNValidator.Validation;
import org.kie.dmn.validation.DMNValidatorFactory;

/** What is known of files that were validated before changes nothing of what is said: the engine's validator itself is the oracle. */
class ModelValidationTest {
    private static SortedMap<String, byte[]> shipped() throws Exception {
        return EditionFiles.read(Path.of("dmn/2024-01-01"));
    }

    private static List<Message> known(SortedMap<String, byte[]> files) throws Exception {
        var tables = EditionModel.read(files);
        return ModelValidation.of(EngineText.of(tables), tables);
    }

    private static List<Message> asked(SortedMap<String, byte[]> files) throws Exception {
        var tables = EditionModel.read(files);
        var found = DMNValidatorFactory.newValidator()
                .validateUsing(Validation.VALIDATE_SCHEMA, Validation.VALIDATE_MODEL, Validation.VALIDATE_COMPILATION)
                .theseModels(EditionCompiler.resources(EngineText.of(tables)).toArray(Resource[]::new));
        return KieMessages.of(tables, null, found).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            quota.dmn      | <text>0.125</text>          | <text>0.15</text>              | 0
            quota.dmn      | <text>0.125</text>          | <text>0.15 *</text>            | 1
            quota.dmn      | typeRef="词汇.取整方式"       | typeRef="词汇.没有的"            | 1
            types.dmn      | name="取整方式"               | name="没有的"                   | 1
            types.dmn      | id="types-type-0"           | id="types-type-nought"         | 0
            routing.dmn    | href="#routing-             | href="#nowhere-                | 1
            schedule.dmn   | hitPolicy="                 | hitPolicy="NEVER               | 1
            """)
    void shouldSayOfAChangedFileWhatTheValidatorSaysOfAll(String file, String from, String to, int atLeast)
            throws Exception {
        assertThat(known(shipped())).isEmpty();
        var files = shipped();
        var text = new String(files.get(file), StandardCharsets.UTF_8);
        assertThat(text).contains(from);
        files.put(file, text.replace(from, to).getBytes(StandardCharsets.UTF_8));
        var said = known(files);
        assertThat(said).hasSizeGreaterThanOrEqualTo(atLeast).containsExactlyInAnyOrderElementsOf(asked(files));
        assertThat(known(files)).containsExactlyInAnyOrderElementsOf(said);
        assertThat(known(shipped())).isEmpty();
    }
}
