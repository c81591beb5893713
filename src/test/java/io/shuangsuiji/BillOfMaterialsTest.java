package io.shuangsuiji;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BillOfMaterialsTest {
    private static final String BILL = """
            {"metadata":{"component":{"bom-ref":"app"}},
             "components":[
              {"group":"g","name":"a","version":"1","bom-ref":"a","purl":"pkg:maven/g/a@1?type=jar",
               "properties":[{"name":"quarkus:component:scope","value":"runtime"}]},
              {"group":"g","name":"b","version":"1","bom-ref":"b","purl":"pkg:maven/g/b@1?classifier=data&type=jar",
               "properties":[{"name":"quarkus:component:scope","value":"runtime"}]},
              {"group":"g","name":"tool","version":"1","bom-ref":"tool","purl":"pkg:maven/g/tool@1?type=jar",
               "properties":[{"name":"quarkus:component:scope","value":"development"}]}],
             "dependencies":[{"ref":"app","dependsOn":["a","tool"]},{"ref":"tool","dependsOn":["a"]}]}
            """;

    @TempDir
    Path folder;

    @Test
    void shouldKeepWhatIsShippedAndNameWhatDiffers() throws IOException {
        var bill = Files.writeString(folder.resolve("bill.json"), BILL);
        var libraries = Files.createDirectories(folder.resolve("lib/main"));
        Files.createFile(libraries.resolve("g.a-1.jar"));
        Files.createFile(libraries.resolve("g.b-1-data.jar"));
        assertThat(BillOfMaterials.keepShipped(bill, libraries)).isEmpty();
        assertThat(Files.readString(bill)).contains("g/a@1").doesNotContain("tool");

        Files.createFile(libraries.resolve("g.c-1.jar"));
        Files.delete(libraries.resolve("g.a-1.jar"));
        assertThat(BillOfMaterials.keepShipped(bill, libraries)).containsExactly("g.a-1.jar", "g.c-1.jar");
    }
}
