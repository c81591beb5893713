package io.shuangsuiji.files;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/**
 * A record that could not be written, as on a full disk: what it was to record is not done. The message is for whoever
 * asked for it, and says which file it was.
 */
public final class NotWritten extends IOException {
    private static final long serialVersionUID = 1;

    /** With the file, and why it could not be written. */
    public NotWritten(Path file, IOException cause) {
        super(
                "无法写入 " + file.getFileName() + "（" + reason(cause)
                        + "），这一步没有做。请管理员检查磁盘空间和权限，然后重试 / could not be written; nothing was done: see to the disk's space and"
                        + " permissions and try again",
                cause);
    }

    /** What the system says, without the paths of the server. */
    private static String reason(IOException cause) {
        if (cause instanceof FileSystemException named) {
            return named.getReason() == null ? named.getClass().getSimpleName() : named.getReason();
        }
        return cause.getMessage();
    }
}
