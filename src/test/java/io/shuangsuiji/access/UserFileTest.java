package io.shuangsuiji.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserFileTest {
    @TempDir
    Path folder;

    @Test
    void shouldGiveAFirstStartAnEditorAndAnApproverWithPasswordsOfTheirOwn() throws Exception {
        var file = new UserFile(folder.resolve("data/users.properties"));
        var passwords = file.createIfMissing();
        assertThat(passwords).containsOnlyKeys("editor", "approver");
        assertThat(passwords.values()).doesNotHaveDuplicates().allMatch(password -> password.length() == 20);
        assertThat(file.find("editor", passwords.get("editor")).orElseThrow().roles())
                .containsExactly("editor");
        assertThat(file.find("editor", passwords.get("approver"))).isEmpty();
        assertThat(file.find("nobody", passwords.get("editor"))).isEmpty();
    }

    @Test
    void shouldKeepHashesOnlyInAFileOfTheOwnersAlone() throws Exception {
        var file = new UserFile(folder.resolve("users.properties"));
        var passwords = file.createIfMissing();
        assertThat(Files.readString(file.file())).contains("editor=$2").doesNotContain(passwords.get("editor"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.file())))
                .isEqualTo("rw-------");
        assertThat(file.readableByOthers()).isFalse();
    }

    @Test
    void shouldLeaveAFileThatIsThereAsItIs() throws Exception {
        var file = new UserFile(folder.resolve("users.properties"));
        file.createIfMissing();
        var before = Files.readString(file.file());
        assertThat(new UserFile(file.file()).createIfMissing()).isEmpty();
        assertThat(Files.readString(file.file())).isEqualTo(before);
    }

    @Test
    void shouldSeeAUserWhoIsAddedOrRemovedMeanwhile() throws Exception {
        var file = new UserFile(folder.resolve("users.properties"));
        file.createIfMissing();
        var elsewhere = new UserFile(file.file());
        var password = elsewhere.put("王五", Set.of("editor", "viewer"));
        assertThat(file.find("王五", password).orElseThrow().roles()).containsExactlyInAnyOrder("editor", "viewer");
        assertThat(elsewhere.remove("王五")).isTrue();
        assertThat(file.find("王五", password)).isEmpty();
        assertThat(elsewhere.remove("王五")).isFalse();
    }

    @Test
    void shouldSayWhatIsWrongWithALine() throws Exception {
        var file = folder.resolve("users.properties");
        Files.writeString(file, "editor=secret,editor\n");
        assertThatThrownBy(() -> new UserFile(file).users())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("editor")
                .hasMessageContaining("bcrypt")
                .hasMessageNotContaining("secret");
        Files.writeString(file, "editor=$2a$10$" + "a".repeat(53) + ",boss\n");
        assertThatThrownBy(() -> new UserFile(file).users()).hasMessageContaining("boss");
    }
}
