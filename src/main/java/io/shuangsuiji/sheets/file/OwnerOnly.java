package io.shuangsuiji.sheets.file;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that hold what is not everybody's: those that are made here can be read by the owner alone, where files have owners. */
public final class OwnerOnly {
    private static final FileAttribute<?>[] ATTRIBUTES =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                    ? new FileAttribute<?>[] {
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                    }
                    : new FileAttribute<?>[0];

    private OwnerOnly() {}

    /** Opens a file; one that is there already keeps the permissions that an operator gave it. */
    public static SeekableByteChannel open(Path file, Set<? extends OpenOption> options) throws IOException {
        return Files.newByteChannel(file, options, ATTRIBUTES);
    }
}
