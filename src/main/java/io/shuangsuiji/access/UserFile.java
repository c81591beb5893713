package io.shuangsuiji.access;

import io.quarkus.elytron.security.common.BcryptUtil;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The embedded users: a properties file of {@code name=hash,role,role}, readable by its owner alone. A change of the file
 * is seen at the next sign-in.
 */
public final class UserFile {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    /** Without the letters and digits that people take for one another. */
    private static final String ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789";

    private static final int PASSWORD_LENGTH = 20;
    private static final String HEADER = """
            # 登录用户：用户名=口令的 bcrypt 散列,角色,角色。角色：editor 起草，approver 审批，viewer 只看。
            # 增加和重设见 docs/access.md。
            """;

    private final Path file;
    private String content;
    private SortedMap<String, User> users = new TreeMap<>();

    /** The users of a file that need not exist yet. */
    public UserFile(Path file) {
        this.file = file;
    }

    /** Where it lies. */
    public Path file() {
        return file;
    }

    /** The users by name, as the file says now; none where there is no file. */
    public synchronized SortedMap<String, User> users() throws IOException {
        var now = Files.exists(file) ? Files.readString(file) : "";
        if (!now.equals(content)) {
            users = parse(new StringReader(now));
            content = now;
        }
        return new TreeMap<>(users);
    }

    /** The user of that name and password. A name that is not there takes as long as a wrong password. */
    public Optional<User> find(String name, String password) throws IOException {
        var user = users().get(name);
        boolean matches = BcryptUtil.matches(password, user == null ? Nobody.HASH : user.passwordHash());
        return Optional.ofNullable(user).filter(known -> matches);
    }

    private static final class Nobody {
        private static final String HASH = BcryptUtil.bcryptHash(newPassword());
    }

    /** Makes the file with one editor and one approver where there is none, and returns their passwords by name. */
    public Map<String, String> createIfMissing() throws IOException {
        var passwords = new LinkedHashMap<String, String>();
        if (!Files.exists(file)) {
            passwords.put("editor", put("editor", Set.of(User.EDITOR)));
            passwords.put("approver", put("approver", Set.of(User.APPROVER)));
        }
        return passwords;
    }

    /** Adds a user, or sets the password and roles of one, and returns the new password. */
    public synchronized String put(String name, Set<String> roles) throws IOException {
        var password = newPassword();
        var all = users();
        all.put(name, new User(name, BcryptUtil.bcryptHash(password), roles));
        write(all);
        return password;
    }

    /** Removes a user; false where there is none of that name. */
    public synchronized boolean remove(String name) throws IOException {
        var all = users();
        boolean removed = all.remove(name) != null;
        if (removed) {
            write(all);
        }
        return removed;
    }

    /** True where others than the owner can read the file. */
    public boolean readableByOthers() throws IOException {
        return Files.exists(file)
                && Files.getFileStore(file).supportsFileAttributeView("posix")
                && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file));
    }

    private static SortedMap<String, User> parse(Reader text) throws IOException {
        var properties = new Properties();
        try {
            properties.load(text);
            var users = new TreeMap<String, User>();
            for (var name : properties.stringPropertyNames()) {
                var parts = Arrays.stream(properties.getProperty(name).split(","))
                        .map(String::strip)
                        .toList();
                var roles = parts.stream().skip(1).filter(role -> !role.isEmpty());
                users.put(name, new User(name, parts.get(0), roles.collect(Collectors.toSet())));
            }
            return users;
        } catch (IllegalArgumentException malformed) {
            throw new IOException(malformed.getMessage(), malformed);
        }
    }

    private void write(SortedMap<String, User> all) throws IOException {
        var lines = new ArrayList<>(kept());
        all.values()
                .forEach(user -> lines.add(user.name() + "=" + user.passwordHash()
                        + user.roles().stream().sorted().map(role -> "," + role).collect(Collectors.joining())));
        var target = file.toAbsolutePath();
        Files.createDirectories(target.getParent());
        var written = target.resolveSibling("." + target.getFileName() + ".tmp");
        Files.deleteIfExists(written);
        Files.createFile(written, ownerOnly(target.getParent()));
        Files.write(written, lines, StandardCharsets.UTF_8, StandardOpenOption.WRITE);
        Files.move(written, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The operator's own comments. */
    private List<String> kept() throws IOException {
        return Files.exists(file)
                ? Files.readAllLines(file).stream()
                        .filter(line -> line.startsWith("#"))
                        .toList()
                : HEADER.lines().toList();
    }

    private static FileAttribute<?>[] ownerOnly(Path folder) throws IOException {
        return Files.getFileStore(folder).supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
    }

    private static String newPassword() {
        return new SecureRandom()
                .ints(PASSWORD_LENGTH, 0, ALPHABET.length())
                .mapToObj(at -> String.valueOf(ALPHABET.charAt(at)))
                .collect(Collectors.joining());
    }
}
