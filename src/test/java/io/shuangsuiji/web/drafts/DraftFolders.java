package io.shuangsuiji.web.drafts;

import io.quarkus.elytron.security.common.BcryptUtil;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.shuangsuiji.TestEditions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/** A service whose editions and drafts lie in folders of the test's own. */
public class DraftFolders implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        try {
            var folder = Files.createTempDirectory("drafts");
            TestEditions.copyTo(folder.resolve("dmn"), "2024-01-01");
            return Map.of(
                    "double-random.editions", folder.resolve("dmn").toString(),
                    "double-random.drafts", folder.resolve("drafts").toString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Others again: what one test class publishes is no affair of another. */
    public static final class OfTheBrowser extends DraftFolders {
        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                // the password of one is changed in it: of somebody whom no other test knows
                var users = Files.createTempDirectory("users").resolve("users.properties");
                Files.copy(Path.of("src/test/resources/users.properties"), users);
                Files.writeString(
                        users,
                        "broken line\n" + "newcomer=" + BcryptUtil.bcryptHash("newcomer password", 4) + ",viewer\n",
                        StandardOpenOption.APPEND);
                var overrides = new HashMap<>(super.getConfigOverrides());
                overrides.put("double-random.access.users-file", users.toString());
                return overrides;
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    /** Those of the callers that go on while an edition is published. */
    public static final class UnderLoad extends DraftFolders {}

    /** Those in which neighbours' plans are published. */
    public static final class OfNeighbours extends DraftFolders {}

    /** Others again. */
    public static final class OfTheContract extends DraftFolders {}

    /** Those of the pages of approval. */
    public static final class OfApproval extends DraftFolders {}
}
