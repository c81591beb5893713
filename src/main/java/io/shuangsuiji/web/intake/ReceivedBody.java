package io.shuangsuiji.web.intake;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A body too large for memory that has arrived whole; the file is there as long as its request. */
final class ReceivedBody extends BufferedInputStream {
    private final Path file;

    ReceivedBody(Path file) throws IOException {
        super(Files.newInputStream(file));
        this.file = file;
    }

    /** The file of a body that is one. */
    static Path file(InputStream body) {
        return body instanceof ReceivedBody received ? received.file : null;
    }
}
