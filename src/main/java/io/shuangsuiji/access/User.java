package io.shuangsuiji.access;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Somebody who may sign in.
 *
 * @param name as the log of amendments and the published editions bear it
 * @param passwordHash bcrypt in Modular Crypt Format ({@code $2…})
 * @param roles what they may do; nobody may do more than read without one
 * @param changedOn when the password was set, or null where that is not known
 * @param changeRequired true where it must be changed before anything else is done
 * @param before the hashes of earlier passwords, the last one first
 */
public record User(
        String name,
        String passwordHash,
        Set<String> roles,
        LocalDate changedOn,
        boolean changeRequired,
        List<String> before) {
    /** Writes drafts and sends them for approval. */
    public static final String EDITOR = "editor";

    /** Approves, publishes and withdraws. */
    public static final String APPROVER = "approver";

    /** Reads drafts. */
    public static final String VIEWER = "viewer";

    /** All roles that there are. */
    public static final List<String> ROLES = List.of(EDITOR, APPROVER, VIEWER);

    private static final Pattern BCRYPT = Pattern.compile("\\$2[abxy]\\$(0[4-9]|1\\d)\\$[./A-Za-z0-9]{53}");
    private static final String CHANGED = "changed=";
    private static final String CHANGE_REQUIRED = "change=required";
    private static final String BEFORE = "before=";

    /** Checks name, hash and roles; the message of the exception says what is allowed, and repeats no name and no secret. */
    public User {
        if (!Names.valid(name)) {
            throw new IllegalArgumentException("用户名不合规定，应为" + Names.ALLOWED + " / no valid user name");
        }
        for (var hash : join(passwordHash, before)) {
            if (!BCRYPT.matcher(hash).matches()) {
                throw new IllegalArgumentException(
                        "口令应为 bcrypt 散列（$2a$、$2b$ 或 $2y$ 开头，共 60 个字符，强度 04 至 19） / the password is no bcrypt hash");
            }
        }
        for (var role : roles) {
            if (!ROLES.contains(role)) {
                throw new IllegalArgumentException("没有这种角色，可用：" + String.join("、", ROLES)
                        + " / no such role; there are " + String.join(", ", ROLES));
            }
        }
        roles = Set.copyOf(new TreeSet<>(roles));
        before = List.copyOf(before);
    }

    private static List<String> join(String first, List<String> others) {
        var all = new ArrayList<>(others);
        all.add(0, first);
        return all;
    }

    /** Reads what stands behind a name: {@code hash,role,role}, and what the service adds to it. */
    static User parse(String name, String value) {
        var parts = Arrays.stream(value.split(",")).map(String::strip).toList();
        var roles = new TreeSet<String>();
        var before = new ArrayList<String>();
        LocalDate changed = null;
        boolean required = false;
        for (var part : parts.subList(1, parts.size())) {
            if (part.equals(CHANGE_REQUIRED)) {
                required = true;
            } else if (part.startsWith(CHANGED)) {
                changed = day(part.substring(CHANGED.length()));
            } else if (part.startsWith(BEFORE)) {
                before.add(part.substring(BEFORE.length()));
            } else if (!part.isEmpty()) {
                roles.add(part);
            }
        }
        return new User(name, parts.get(0), roles, changed, required, before);
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (java.time.DateTimeException none) {
            throw new IllegalArgumentException("changed= 后应为日期，如 2026-01-31 / a date is expected behind changed=");
        }
    }

    /** The line of the file. */
    String line() {
        return name + "=" + passwordHash
                + roles.stream().sorted().map(role -> "," + role).collect(Collectors.joining())
                + (changedOn == null ? "" : "," + CHANGED + changedOn)
                + (changeRequired ? "," + CHANGE_REQUIRED : "")
                + before.stream().map(hash -> "," + BEFORE + hash).collect(Collectors.joining());
    }

    /** With another password, the one until now remembered among {@code keep} earlier ones. */
    User withPassword(String hash, LocalDate today, boolean once, int keep) {
        var earlier = join(passwordHash, before);
        return new User(name, hash, roles, today, once, earlier.subList(0, Math.min(keep, earlier.size())));
    }

    /** With other roles. */
    User withRoles(Set<String> now) {
        return new User(name, passwordHash, now, changedOn, changeRequired, before);
    }
}
