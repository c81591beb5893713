package io.shuangsuiji.access;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Somebody who may sign in.
 *
 * @param name as the log of amendments and the published editions bear it
 * @param passwordHash bcrypt in Modular Crypt Format ({@code $2…})
 * @param roles what they may do; nobody may do more than read without one
 */
public record User(String name, String passwordHash, Set<String> roles) {
    /** Writes drafts and sends them for approval. */
    public static final String EDITOR = "editor";

    /** Approves, publishes and withdraws. */
    public static final String APPROVER = "approver";

    /** Reads drafts. */
    public static final String VIEWER = "viewer";

    /** All roles that there are. */
    public static final List<String> ROLES = List.of(EDITOR, APPROVER, VIEWER);

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._@-]{0,63}");
    private static final Pattern BCRYPT = Pattern.compile("\\$2[abxy]\\$\\d{2}\\$[./A-Za-z0-9]{53}");

    /** Checks name, hash and roles; the message of the exception is for the operator. */
    public User {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("用户名「" + name + "」不合规定：字母、汉字、数字和 . _ @ -，最多 64 个 / no valid user name");
        }
        if (!BCRYPT.matcher(passwordHash).matches()) {
            throw new IllegalArgumentException("用户「" + name + "」的口令不是 bcrypt 散列（$2…） / the password is no bcrypt hash");
        }
        for (var role : roles) {
            if (!ROLES.contains(role)) {
                throw new IllegalArgumentException("用户「" + name + "」的角色「" + role + "」不存在，可用：" + String.join("、", ROLES)
                        + " / no such role; there are " + String.join(", ", ROLES));
            }
        }
        roles = Set.copyOf(new TreeSet<>(roles));
    }
}
