package io.shuangsuiji.web.intake;

import io.shuangsuiji.web.Problem;
import io.shuangsuiji.web.Problems;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/**
 * A body kept in a file while it is read: finding its encoding takes a pass of its own, and a large one has no place in
 * memory.
 *
 * @param file deleted on close, or with the request that brought it
 */
public record Upload(Path file) implements Closeable {
    /** Keeps a body; an absent one is an empty file. */
    public static Upload of(InputStream body) throws IOException {
        var received = ReceivedBody.file(body);
        if (received != null) {
            return new Upload(received);
        }
        var upload = new Upload(Files.createTempFile("registry", ".upload"));
        try {
            if (body != null) {
                // into the file that nobody else may read, where a copy would make another
                try (var out = Files.newOutputStream(upload.file)) {
                    body.transferTo(out);
                }
            }
            return upload;
        } catch (IOException | RuntimeException broken) {
            upload.close();
            throw broken;
        }
    }

    /** Keeps what a browser has uploaded, which would be gone with its request. */
    public static Upload of(FileUpload uploaded) throws IOException {
        try (var body = Files.newInputStream(uploaded.uploadedFile())) {
            return of(body);
        }
    }

    /** A small body whole, in memory; an absent one is empty, one that is larger than allowed is refused. */
    public static byte[] bytes(InputStream body, long limit) {
        try {
            var bytes = body == null ? new byte[0] : body.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, limit + 1));
            if (bytes.length > limit) {
                throw Problems.tooLarge(limit).thrown();
            }
            return bytes;
        } catch (IOException broken) {
            throw Problem.of(
                            400,
                            "UNREADABLE_BODY",
                            "请求体无法读取 / the body cannot be read",
                            "请求体没有完整到达 / the body did not arrive whole")
                    .thrown();
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
