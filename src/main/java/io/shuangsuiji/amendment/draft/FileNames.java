package io.shuangsuiji.amendment.draft;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Names of files that somebody sends: one plain name, which becomes part of no path but the one meant. */
public final class FileNames {
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._()（）“”、-]{0,79}");
    private static final Pattern RESERVED = Pattern.compile("(?i)(con|prn|aux|nul|com\\d|lpt\\d)\\..*");

    private FileNames() {}

    public static String check(String name, String... endings) throws AmendmentRefused {
        if (name == null
                || !PLAIN.matcher(name).matches()
                || name.contains("..")
                || Stream.of(endings).noneMatch(name::endsWith)
                || RESERVED.matcher(name).matches()) {
            throw new AmendmentRefused(
                    AmendmentRefused.Why.INVALID,
                    "文件名不能用：应为一个不含路径的名称，以 " + String.join(" 或 ", endings)
                            + " 结尾，最多 80 字 / the file name must be a plain name that ends in "
                            + String.join(" or ", endings));
        }
        return name;
    }
}
