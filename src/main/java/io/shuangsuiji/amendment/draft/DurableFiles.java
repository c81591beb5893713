package io.shuangsuiji.amendment.draft;

import io.shuangsuiji.files.NotWritten;
import io.shuangsuiji.files.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
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
        PrivateFiles.syncFolder(target.getParent());
    }

    /** Writes a file of its owner's alone that nobody reads yet. */
    static void writeInPlace(Path file, byte[] bytes) throws IOException {
        write(file, bytes, true);
    }

    /** Writes a file that nobody reads yet, and that whoever may read the folder may read. */
    static void writePublic(Path file, byte[] bytes) throws IOException {
        write(file, bytes, false);
    }

    private static void write(Path file, byte[] bytes, boolean secret) throws IOException {
        OpenOption[] options = {
            StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING
        };
        try (var channel = secret ? PrivateFiles.open(file, options) : FileChannel.open(file, options)) {
            var buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        } catch (IOException failed) {
            Files.deleteIfExists(file);
            throw new NotWritten(file, failed);
        }
    }

    /** Moves a finished folder or file to a place where nothing is. */
    static void moveIntoPlace(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        PrivateFiles.syncFolder(to.getParent());
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
