package io.shuangsuiji.access;

import io.quarkus.elytron.security.common.BcryptUtil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a new password must be.
 *
 * @param length how many characters it has at least
 * @param classes of how many kinds they are at least: capital and small letters, digits, others
 * @param remembered how many earlier passwords, the one until now included, it may not be
 */
public record PasswordRules(int length, int classes, int remembered) {
    /** What bcrypt takes of a password. */
    private static final int MOST_BYTES = 72;

    private static final List<String> COMMON = common();

    private static List<String> common() {
        try (var words = PasswordRules.class.getResourceAsStream("/common-passwords.txt")) {
            return new String(words.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(word -> !word.isEmpty() && !word.startsWith("#"))
                    .toList();
        } catch (IOException ownFile) {
            throw new UncheckedIOException(ownFile);
        }
    }

    /** The rules in words, for those who choose one. */
    public List<String> inWords() {
        return List.of(
                "至少 " + length + " 个字符",
                "大写字母、小写字母、数字、其他符号（含汉字）中至少 " + classes + " 类",
                "不含用户名，不含 123456、password、admin 之类的常见口令",
                "不与最近 " + remembered + " 次用过的口令相同");
    }

    /** What keeps a password from being the next one of a user; nothing where it may be. */
    public List<String> problems(User user, String password) {
        var problems = new ArrayList<>(problems(user.name(), password));
        if (Stream.concat(Stream.of(user.passwordHash()), user.before().stream())
                .limit(remembered)
                .anyMatch(hash -> BcryptUtil.matches(password, hash))) {
            problems.add("不能与最近 " + remembered + " 次用过的口令相同");
        }
        return problems;
    }

    /** What keeps a password from being the first one of a user. */
    public List<String> problems(String name, String password) {
        var problems = new ArrayList<String>();
        if (password.codePointCount(0, password.length()) < length) {
            problems.add("至少 " + length + " 个字符");
        }
        if (password.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            problems.add("过长，最多 " + MOST_BYTES + " 字节（一个汉字占三个）");
        }
        if (password.chars().anyMatch(Character::isISOControl)) {
            problems.add("不能含控制字符");
        }
        if (classesOf(password) < classes) {
            problems.add("大写字母、小写字母、数字、其他符号中至少 " + classes + " 类");
        }
        var plain = Names.key(password);
        if (contains(plain, Names.key(name))) {
            problems.add("不能含用户名");
        }
        COMMON.stream()
                .filter(word -> contains(plain, word))
                .findFirst()
                .ifPresent(word -> problems.add("含常见口令「" + word + "」，太容易猜到"));
        return problems;
    }

    private static boolean contains(String plain, String word) {
        return plain.contains(word)
                || plain.contains(new StringBuilder(word).reverse().toString().toLowerCase(Locale.ROOT));
    }

    private static long classesOf(String password) {
        return password.chars()
                .map(each -> each >= 'A' && each <= 'Z'
                        ? 0
                        : each >= 'a' && each <= 'z' ? 1 : each >= '0' && each <= '9' ? 2 : 3)
                .distinct()
                .count();
    }
}
