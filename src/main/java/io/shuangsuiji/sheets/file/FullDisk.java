package io.shuangsuiji.sheets.file;

import java.io.IOException;
import java.util.List;

/** Tells that something failed because there was no room to write it, which is neither the sender's fault nor ours. */
public final class FullDisk {
    /** What the systems say, in the languages in which they are likely to say it; Java has no exception of its own. */
    private static final List<String> WORDS = List.of(
            "no space left", "disk quota exceeded", "not enough space on the disk", "设备上没有空间", "超出磁盘限额", "磁盘空间不足");

    private FullDisk() {}

    /** True where that is the cause, however far behind. */
    public static boolean caused(Throwable failure) {
        int depth = 0;
        for (var cause = failure; cause != null && depth++ < 20; cause = cause.getCause()) {
            var words = cause instanceof IOException && cause.getMessage() != null
                    ? cause.getMessage().toLowerCase(java.util.Locale.ROOT)
                    : "";
            if (WORDS.stream().anyMatch(words::contains)) {
                return true;
            }
        }
        return false;
    }
}
