package io.shuangsuiji.access;

import io.quarkus.elytron.security.common.BcryptUtil;
import io.shuangsuiji.files.NotWritten;
import io.shuangsuiji.files.PrivateFiles;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * The embedded users: a properties file of {@code name=hash,role,role}, readable by its owner alone. A change of the file
 * is seen at the next request. A line that is not understood is named and concerns nobody else; it is kept as it is when
 * the service writes the file.
 */
public final class UserFile {
    /** Without the letters and digits that people take for one another. */
    private static final String ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789";

    private static final int PASSWORD_LENGTH = 20;
    private static final int LARGEST = 1 << 20;
    /** Writers of one process; those of others keep apart by a lock of the system. */
    private static final ReentrantLock WRITERS = new ReentrantLock();

    private static final String HEADER = """
            # 登录用户：用户名=口令的 bcrypt 散列,角色,角色。角色：editor 起草，approver 审批，viewer 只看。
            # 增加和重设见 docs/access.md。
            """;

    /**
     * A line that is not understood; whoever it means cannot sign in.
     *
     * @param line from 1; 0 where the file as a whole cannot be read
     * @param words what is wrong and what is allowed, in Chinese and English, without a name or a secret
     */
    public record Fault(int line, String words) {
        /** With its line, in Chinese and English. */
        public String inWords() {
            return line == 0 ? words : "第 " + line + " 行：" + words;
        }
    }

    /** What the file says: its lines, the users of those that are understood, and what is wrong with the others. */
    private record Content(byte[] bytes, Map<String, User> users, Map<String, Integer> lines, List<Fault> faults) {}

    private final Path file;
    private Content content = new Content(new byte[0], Map.of(), Map.of(), List.of());

    /** The users of a file that need not exist yet. */
    public UserFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    /** Where it lies. */
    public Path file() {
        return file;
    }

    /** Where the passwords of a first start are written, until they are changed. */
    public Path firstPasswords() {
        return file.resolveSibling("first-passwords.txt");
    }

    /** The users, as the file says now; none where there is no file. */
    public Collection<User> users() {
        return Collections.unmodifiableCollection(content().users().values());
    }

    /** What the file says now that is not understood. */
    public List<Fault> faults() {
        return content().faults();
    }

    /** The user of that name, however it is written. */
    public Optional<User> named(String name) {
        return Optional.ofNullable(content().users().get(Names.key(name)));
    }

    /** The user of that name and password. A name that is not there takes as long as a wrong password. */
    public Optional<User> find(String name, String password) {
        var user = named(name);
        boolean matches =
                BcryptUtil.matches(password, user.map(User::passwordHash).orElse(Nobody.HASH));
        return user.filter(known -> matches);
    }

    private static final class Nobody {
        private static final String HASH = BcryptUtil.bcryptHash(newPassword());
    }

    private synchronized Content content() {
        try {
            var now = bytes();
            if (!Arrays.equals(now, content.bytes())) {
                content = parse(now);
            }
        } catch (IOException unreadable) {
            content = new Content(
                    new byte[0],
                    Map.of(),
                    Map.of(),
                    List.of(new Fault(
                            0,
                            "无法读取（" + unreadable.getClass().getSimpleName()
                                    + "）：应为本服务的账户可读的 UTF-8 文本文件，不超过 1 MB / cannot be read: a UTF-8 text file of at most 1 MB that"
                                    + " the service may read is expected")));
        }
        return content;
    }

    private byte[] bytes() throws IOException {
        if (!Files.exists(file)) {
            return new byte[0];
        }
        if (Files.size(file) > LARGEST) {
            throw new IOException("too large");
        }
        return Files.readAllBytes(file);
    }

    private static List<byte[]> lines(byte[] bytes) {
        var lines = new ArrayList<byte[]>();
        int at = 0;
        for (int i = 0; i <= bytes.length; i++) {
            if (i == bytes.length ? at < i : bytes[i] == '\n') {
                lines.add(Arrays.copyOfRange(bytes, at, i));
                at = i + 1;
            }
        }
        return lines;
    }

    private static Content parse(byte[] bytes) {
        var users = new TreeMap<String, User>();
        var places = new HashMap<String, Integer>();
        var faults = new ArrayList<Fault>();
        var lines = lines(bytes);
        for (int i = 0; i < lines.size(); i++) {
            int number = i + 1;
            try {
                var user = user(lines.get(i));
                if (user.isPresent()) {
                    var key = Names.key(user.get().name());
                    var before = places.get(key);
                    if (before != null) {
                        throw new IllegalArgumentException("与第 " + (before + 1)
                                + " 行是同一个用户名（不分大小写和全角半角），本行不用；每人只写一行 / the same name as on line " + (before + 1)
                                + ", whatever its case: this line is not used");
                    }
                    users.put(key, user.get());
                    places.put(key, i);
                }
            } catch (CharacterCodingException notUtf8) {
                faults.add(new Fault(number, "不是 UTF-8 文本，请以 UTF-8 保存 / is no UTF-8 text"));
            } catch (IllegalArgumentException | IOException malformed) {
                faults.add(new Fault(number, malformed.getMessage()));
            }
        }
        return new Content(bytes, users, places, List.copyOf(faults));
    }

    /** The user of a line; none where it is blank or a comment. */
    private static Optional<User> user(byte[] line) throws IOException {
        var text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(line))
                .toString();
        if (text.startsWith("\uFEFF")) {
            text = text.substring(1);
        }
        text = text.strip();
        if (text.isEmpty() || text.startsWith("#") || text.startsWith("!")) {
            return Optional.empty();
        }
        if (!text.contains("=") || text.endsWith("\\")) {
            throw new IllegalArgumentException("应为 用户名=口令散列,角色,角色，写在一行里 / name=hash,role,role on one line is expected");
        }
        var property = new Properties();
        try {
            property.load(new StringReader(text));
        } catch (IllegalArgumentException badEscape) {
            throw new IllegalArgumentException("\\u 后应为四位十六进制数 / four hexadecimal digits are expected behind \\u");
        }
        var name = property.stringPropertyNames().iterator().next();
        return Optional.of(User.parse(name, property.getProperty(name)));
    }

    /**
     * Makes the file with one editor and one approver where there is none. Their passwords are written to
     * {@link #firstPasswords()}, for its owner's eyes alone, and must be changed at the first sign-in.
     *
     * @return true where it was made
     */
    public boolean createIfMissing() throws IOException {
        if (Files.exists(file)) {
            // which may lie where nothing can be written
            return false;
        }
        return writing(() -> {
            if (Files.exists(file)) {
                return false;
            }
            var passwords = new TreeMap<String, String>();
            var lines = new ArrayList<byte[]>();
            HEADER.lines().forEach(line -> lines.add(utf8(line)));
            for (var role : List.of(User.EDITOR, User.APPROVER)) {
                var password = newPassword();
                passwords.put(role, password);
                lines.add(utf8(new User(role, hash(password), Set.of(role), null, true, List.of()).line()));
            }
            write(
                    firstPasswords(),
                    passwords.entrySet().stream()
                            .map(each -> utf8(each.getKey() + "  " + each.getValue()))
                            .toList());
            write(file, lines);
            return true;
        });
    }

    /**
     * Sets a password that the rules allow.
     *
     * @param once true where it must be changed at the next sign-in
     * @param keep how many earlier ones are remembered
     */
    public void setPassword(String name, String password, LocalDate today, boolean once, int keep) throws IOException {
        var hash = hash(password);
        change(name, user -> user.withPassword(hash, today, once, keep));
        writing(() -> {
            forgetFirst(name);
            return null;
        });
    }

    /** Sets the roles of a user. */
    public void setRoles(String name, Set<String> roles) throws IOException {
        change(name, user -> user.withRoles(roles));
    }

    /** Adds a user, with a password that must be changed at the first sign-in. */
    public void add(String name, String password, Set<String> roles) throws IOException {
        var user = new User(name, hash(password), roles, null, true, List.of());
        writing(() -> {
            var now = parse(bytes());
            if (now.users().containsKey(Names.key(name))) {
                throw new IllegalArgumentException("已有这个用户 / there is such a user already");
            }
            var lines = Files.exists(file)
                    ? lines(now.bytes())
                    : new ArrayList<>(HEADER.lines().map(UserFile::utf8).toList());
            lines.add(utf8(user.line()));
            write(file, lines);
            return null;
        });
    }

    private interface Change {
        User of(User user);
    }

    private void change(String name, Change change) throws IOException {
        writing(() -> {
            var now = parse(bytes());
            var user = now.users().get(Names.key(name));
            if (user == null) {
                throw new IllegalArgumentException("没有这个用户 / there is no such user");
            }
            var lines = lines(now.bytes());
            lines.set(now.lines().get(Names.key(name)), utf8(change.of(user).line()));
            write(file, lines);
            return null;
        });
    }

    /** A password of a first start that is no longer one leaves the file of them; the last one takes the file with it. */
    private void forgetFirst(String name) throws IOException {
        if (!Files.exists(firstPasswords())) {
            return;
        }
        var kept = Files.readAllLines(firstPasswords()).stream()
                .filter(line -> !Names.key(line.split(" ", 2)[0]).equals(Names.key(name)))
                .toList();
        if (kept.isEmpty()) {
            Files.delete(firstPasswords());
        } else {
            write(firstPasswords(), kept.stream().map(UserFile::utf8).toList());
        }
    }

    private interface Writing<T> {
        T run() throws IOException;
    }

    private <T> T writing(Writing<T> task) throws IOException {
        PrivateFiles.folderOf(file);
        WRITERS.lock();
        try (var channel = PrivateFiles.open(
                        file.resolveSibling("." + file.getFileName() + ".lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
                var held = channel.lock()) {
            assert held.isValid();
            return task.run();
        } finally {
            WRITERS.unlock();
        }
    }

    private static void write(Path target, List<byte[]> lines) throws IOException {
        var beside = target.resolveSibling("." + target.getFileName() + ".tmp");
        try {
            Files.deleteIfExists(beside);
            try (var channel = PrivateFiles.open(beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                for (var line : lines) {
                    var bytes = ByteBuffer.allocate(line.length + 1)
                            .put(line)
                            .put((byte) '\n')
                            .flip();
                    while (bytes.hasRemaining()) {
                        channel.write(bytes);
                    }
                }
                channel.force(true);
            }
            Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            PrivateFiles.syncFolder(target.getParent());
        } catch (IOException failed) {
            Files.deleteIfExists(beside);
            throw new NotWritten(target, failed);
        }
    }

    private static byte[] utf8(String line) {
        return line.getBytes(StandardCharsets.UTF_8);
    }

    private static String hash(String password) {
        return BcryptUtil.bcryptHash(password);
    }

    /** A password that nobody has chosen. */
    public static String newPassword() {
        var random = new SecureRandom();
        while (true) {
            var password = random.ints(PASSWORD_LENGTH, 0, ALPHABET.length())
                    .mapToObj(at -> String.valueOf(ALPHABET.charAt(at)))
                    .collect(Collectors.joining());
            // of three kinds, as the rules ask of everybody
            if (password.matches(".*[A-Z].*") && password.matches(".*[a-z].*") && password.matches(".*[2-9].*")) {
                return password;
            }
        }
    }
}
