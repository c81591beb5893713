package io.shuangsuiji.amendment.draft;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes that are on the disk when they return, whole or not at all. */
final class DurableFiles {
    private DurableFiles() {}

    /** Writes a file beside its place and moves it there. */
    static void write(Path target, byte[] bytes) throws IOException {
        var beside = target.resolveSibling("." + target.getFileName() + ".tmp");
        writeInPlace(beside, bytes);
        Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
        syncFolder(target.getParent());
    }

    /** Writes a file that nobody reads yet. */
    static void writeInPlace(Path file, byte[] bytes) throws IOException {
        try (var channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            var buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    /** Moves a finished folder or file to a place where nothing is. */
    static void moveIntoPlace(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        syncFolder(to.getParent());
    }

    /** Makes names added to a folder last; systems that cannot do it do not need it. */
    static void syncFolder(Path folder) {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException notOnThisSystem) {
            // Windows opens no folders and journals its names itself
        }
    }

    /** Deletes a folder that was never published. */
    static void deleteUnfinished(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
