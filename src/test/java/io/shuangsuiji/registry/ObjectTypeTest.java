package io.shuangsuiji.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shuangsuiji.policy.ValueType;
import io.shuangsuiji.policy.ValueType.Field;
import io.shuangsuiji.policy.ValueType.Kind;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.UnreadableFile;
import io.shuangsuiji.sheets.file.FileFormat;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The model of an edition, and nothing else, says which facts an object has. */
class ObjectTypeTest {
    private static final ValueType OUTFALLS = new ValueType(
            "入河排污口",
            Kind.STRUCTURE,
            false,
            ValueType.any(Kind.STRUCTURE).constraint(),
            List.of(
                    new Field("flow", "日排水量", ValueType.any(Kind.NUMBER)),
                    new Field("team", "管辖单位", ValueType.any(Kind.TEXT)),
                    new Field("permitNumber", "编号", ValueType.any(Kind.TEXT))));

    @Test
    void shouldReadTheFactsThatAnotherModelDeclares() throws IOException {
        assertThat(read("id,日排水量,执法队,编号,对象类型\n1,\"1,200.5\",一队,X-9,任意\n"))
                .isEqualTo(new RegistryObject(
                        null,
                        2,
                        "1",
                        null,
                        "一队",
                        null,
                        Map.of("flow", new BigDecimal("1200.5"), "team", "一队", "permitNumber", "X-9")));
    }

    @Test
    void shouldCallAColumnByTheModelsLabel() throws IOException {
        assertThat(((RegistryObject) read("id,管辖单位\n1,二队\n")).team()).isEqualTo("二队");
    }

    @Test
    void shouldNotTakeAFactForTheId() {
        assertThatThrownBy(() -> read("编号,日排水量\nX-9,3\n"))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContaining("缺少必需的列「对象编号」");
    }

    private static RegistryRow read(String csv) throws IOException {
        try (var reader = RegistryReader.open(
                Source.of(Registries.file(csv)),
                FileFormat.CSV,
                OUTFALLS,
                io.shuangsuiji.TestEditions.shipped().vocabulary())) {
            return reader.next();
        }
    }
}
