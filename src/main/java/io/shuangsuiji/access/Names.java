package io.shuangsuiji.access;

import io.shuangsuiji.amendment.draft.Actor;
import java.util.regex.Pattern;

/** The names of users: {@code both}, {@code Both} and {@code ｂｏｔｈ} are one. */
public final class Names {
    /** What a name may be, in words. */
    static final String ALLOWED = "字母、汉字、数字和 . _ @ -，最多 64 个";

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._@-]{0,63}");

    private Names() {}

    /** What is the same for two ways to write one name. */
    public static String key(String name) {
        return Actor.key(name);
    }

    /** True where a text may be a name. */
    static boolean valid(String text) {
        return NAME.matcher(text).matches();
    }
}
