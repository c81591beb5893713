package io.shuangsuiji.web;

import io.quarkus.test.junit.QuarkusTestProfile;
import io.shuangsuiji.TestEditions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Services whose editions lie in a folder of the test's own. */
public abstract class PolicyFolders implements QuarkusTestProfile {
    static final String RATIO = "<text>0.125</text>";

    @Override
    public Map<String, String> getConfigOverrides() {
        var editions = temporary();
        fill(editions);
        return Map.of("double-random.editions", editions.toString());
    }

    abstract void fill(Path folder);

    private static Path temporary() {
        try {
            var folder = Files.createTempDirectory("editions");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** No edition at all. */
    public static final class None extends PolicyFolders {
        @Override
        void fill(Path folder) {}
    }

    /** One edition, to be changed. */
    public static final class One extends PolicyFolders {
        @Override
        void fill(Path folder) {
            TestEditions.copyTo(folder, "2024-01-01");
        }
    }

    /** A first edition, its correction with caps, a later one that is broken, one of the far future, and a folder misnamed. */
    public static final class Several extends PolicyFolders {
        @Override
        void fill(Path folder) {
            TestEditions.copyTo(folder, "2024-01-01");
            var correction = TestEditions.copyTo(folder, "2024-01-01.1");
            TestEditions.replaceOnce(correction.resolve("quota.dmn"), RATIO, "<text>0.15</text>");
            TestEditions.replaceOnce(correction.resolve("caps.dmn"), "<text>null</text>", "<text>1</text>");
            TestEditions.replaceOnce(
                    TestEditions.copyTo(folder, "2024-06-01").resolve("quota.dmn"), "</definitions>", "");
            TestEditions.copyTo(folder, "2999-01-01");
            TestEditions.copyTo(folder, "draft");
        }
    }
}
