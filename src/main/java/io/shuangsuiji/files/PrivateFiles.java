package io.shuangsuiji.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/**
 * Makes files and folders that their owner alone may read and write (modes 600 and 700). A file system that knows no modes
 * leaves what it makes to its own rules of access.
 */
public final class PrivateFiles {
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final FileAttribute<?>[] NONE = {};

    private PrivateFiles() {}

    /** Makes a folder, and those above it that lack; what is there already stays as it is. */
    public static Path folder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, attributes(folder, FOLDER));
        }
        return folder;
    }

    /** Makes the folder that a file is to lie in. */
    public static void folderOf(Path file) throws IOException {
        folder(Objects.requireNonNull(file.toAbsolutePath().getParent()));
    }

    /** Opens a file; one that is made by it is its owner's alone from the beginning. */
    public static FileChannel open(Path file, OpenOption... options) throws IOException {
        return FileChannel.open(file, Set.of(options), attributes(file, FILE));
    }

    /** True where others than the owner may read or write what is there. */
    public static boolean openToOthers(Path file) throws IOException {
        return Files.exists(file) && hasModes(file) && !FOLDER.containsAll(Files.getPosixFilePermissions(file));
    }

    /** Makes names added to a folder last; systems that cannot do it do not need it. */
    public static void syncFolder(Path folder) {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException notOnThisSystem) {
            // Windows opens no folders and journals its names itself
        }
    }

    private static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> mode) {
        return hasModes(path) ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(mode)} : NONE;
    }

    private static boolean hasModes(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
