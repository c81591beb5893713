package io.shuangsuiji.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.elytron.security.common.BcryptUtil;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserFileTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 26);

    @TempDir
    Path folder;

    private static Map<String, String> first(UserFile file) throws Exception {
        var passwords = new TreeMap<String, String>();
        Files.readAllLines(file.firstPasswords())
                .forEach(line -> passwords.put(line.split(" +")[0], line.split(" +")[1]));
        return passwords;
    }

    private static String line(String name, String roles) {
        return name + "=" + BcryptUtil.bcryptHash("x", 4) + roles + "\n";
    }

    private static String mode(Path file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void shouldGiveAFirstStartAnEditorAndAnApproverWithPasswordsOfTheirOwn() throws Exception {
        var file = new UserFile(folder.resolve("data/users.properties"));
        assertThat(file.createIfMissing()).isTrue();
        var passwords = first(file);
        assertThat(passwords).containsOnlyKeys("editor", "approver");
        assertThat(passwords.values()).doesNotHaveDuplicates().allMatch(password -> password.length() == 20);
        var editor = file.find("editor", passwords.get("editor")).orElseThrow();
        assertThat(editor.roles()).containsExactly("editor");
        assertThat(editor.changeRequired()).isTrue();
        assertThat(file.find("editor", passwords.get("approver"))).isEmpty();
        assertThat(file.find("nobody", passwords.get("editor"))).isEmpty();
    }

    @Test
    void shouldKeepHashesAndFirstPasswordsInFilesOfTheOwnersAlone() throws Exception {
        var file = new UserFile(folder.resolve("data/users.properties"));
        file.createIfMissing();
        assertThat(Files.readString(file.file()))
                .contains("editor=$2")
                .doesNotContain(first(file).get("editor"));
        assertThat(mode(file.file())).isEqualTo("rw-------");
        assertThat(mode(file.firstPasswords())).isEqualTo("rw-------");
        assertThat(mode(file.file().getParent())).isEqualTo("rwx------");
    }

    @Test
    void shouldForgetAFirstPasswordOnceItIsChanged() throws Exception {
        var file = new UserFile(folder.resolve("users.properties"));
        file.createIfMissing();
        file.setPassword("editor", "Wang.Wu-2026x", DAY, false, 3);
        assertThat(first(file)).containsOnlyKeys("approver");
        file.setPassword("approver", "Zhao.Liu-2026x", DAY, false, 3);
        assertThat(file.firstPasswords()).doesNotExist();
        assertThat(file.find("editor", "Wang.Wu-2026x").orElseThrow().changeRequired())
                .isFalse();
    }

    @Test
    void shouldLeaveAFileThatIsThereAsItIs() throws Exception {
        var file = new UserFile(folder.resolve("users.properties"));
        file.createIfMissing();
        var before = Files.readString(file.file());
        assertThat(new UserFile(file.file()).createIfMissing()).isFalse();
        assertThat(Files.readString(file.file())).isEqualTo(before);
    }

    @Test
    void shouldSeeAUserWhoIsAddedOrRemovedMeanwhile() throws Exception {
        var file = new UserFile(folder.resolve("users.properties"));
        file.createIfMissing();
        var elsewhere = new UserFile(file.file());
        elsewhere.add("王五", "Xiao.Bai-2026", Set.of("editor", "viewer"));
        assertThat(file.find("王五", "Xiao.Bai-2026").orElseThrow().roles())
                .containsExactlyInAnyOrder("editor", "viewer");
        assertThatThrownBy(() -> elsewhere.add("王五", "Xiao.Bai-2026", Set.of())).hasMessageContaining("已有");
        Files.writeString(file.file(), "");
        assertThat(file.find("王五", "Xiao.Bai-2026")).isEmpty();
    }

    @Test
    void shouldTakeNamesThatDifferInCaseOrWidthForOne() throws Exception {
        var file = folder.resolve("users.properties");
        Files.writeString(file, line("both", ",editor") + line("Both", ",approver") + line("ｂｏｔｈ", ",approver"));
        var users = new UserFile(file);
        assertThat(users.users())
                .singleElement()
                .satisfies(user -> assertThat(user.roles()).containsExactly("editor"));
        assertThat(users.find("BOTH", "x").orElseThrow().name()).isEqualTo("both");
        assertThat(users.faults()).extracting(UserFile.Fault::line).containsExactly(2, 3);
        assertThat(users.faults().get(0).inWords()).contains("第 2 行", "第 1 行", "同一个用户名");
    }

    /** security.md 8 */
    @Test
    void shouldNameABadLineAndLetEverybodyElseIn() throws Exception {
        var file = folder.resolve("users.properties");
        Files.writeString(
                file,
                "# mine\n" + line("zhang", ",editor") + "li=secret,editor\n" + line("wang", ",boss")
                        + "no equals sign\n"
                        + "zhao=\\u12\n" + line("-", "") + line("sun", ",changed=yesterday") + "cut=\\\n"
                        + "old=$2a$31$" + "a".repeat(53) + "\n" + line("zhou", ",viewer"));
        var users = new UserFile(file);
        assertThat(users.users()).extracting(User::name).containsExactlyInAnyOrder("zhang", "zhou");
        assertThat(users.faults()).extracting(UserFile.Fault::line).containsExactly(3, 4, 5, 6, 7, 8, 9, 10);
        assertThat(users.faults().toString())
                .contains("bcrypt", "editor、approver、viewer", "2026-01-31")
                .doesNotContain("secret");
    }

    @Test
    void shouldReadNotepadsFilesAndNameThoseInAnotherEncoding() throws Exception {
        var file = folder.resolve("users.properties");
        Files.writeString(file, "\uFEFF" + line("张三", ",editor").replace("\n", "\r\n"));
        assertThat(new UserFile(file).users()).extracting(User::name).containsExactly("张三");
        Files.write(file, (line("ok", "") + line("张三", ",editor")).getBytes(Charset.forName("GB18030")));
        assertThat(new UserFile(file).users()).extracting(User::name).containsExactly("ok");
        assertThat(new UserFile(file).faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.inWords()).contains("第 2 行", "UTF-8"));
        var folderInstead = Files.createDirectories(folder.resolve("folder.properties"));
        assertThat(new UserFile(folderInstead).users()).isEmpty();
        assertThat(new UserFile(folderInstead).faults()).hasSize(1);
    }

    @Test
    void shouldChangeALineAndLeaveAllOthersAsTheyAre() throws Exception {
        var file = folder.resolve("users.properties");
        var others = "# 财务处的\nbroken line\n" + line("li", ",viewer");
        Files.writeString(file, others + line("zhang", ",editor") + "\n# end\n");
        var users = new UserFile(file);
        users.setPassword("Zhang", "Wang.Wu-2026x", DAY, true, 2);
        assertThat(Files.readString(file)).startsWith(others + "zhang=$2a$10$").endsWith("\n\n# end\n");
        users.setRoles("zhang", Set.of("approver"));
        var zhang = users.find("zhang", "Wang.Wu-2026x").orElseThrow();
        assertThat(zhang.roles()).containsExactly("approver");
        assertThat(zhang.changeRequired()).isTrue();
        assertThat(zhang.changedOn()).isEqualTo(DAY);
        assertThat(zhang.before()).hasSize(1);
    }
}
