package io.shuangsuiji.web.decision;

import io.shuangsuiji.web.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Packs and unpacks bodies by GZIP, as the headers of a request say. */
final class Encodings {
    private static final int BUFFER = 1 << 13;

    private Encodings() {}

    /** The body as its sender meant it, for the value of {@code Content-Encoding}. */
    static InputStream unpacked(InputStream body, String encoding) {
        var plain = encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT);
        if (plain.isEmpty() || plain.equals("identity")) {
            return body;
        }
        if (!plain.equals("gzip") && !plain.equals("x-gzip")) {
            throw Problem.of(
                            415,
                            "UNSUPPORTED_ENCODING",
                            "不接受此压缩方式 / unsupported content encoding",
                            "Content-Encoding 为 " + encoding + "，只接受 gzip / only gzip is accepted, got " + encoding)
                    .with("allowed", new String[] {"gzip", "identity"})
                    .thrown();
        }
        return new Unpacking(body);
    }

    /** Reads the GZIP header only when it is asked to, so that what is wrong with it is told where the rest is. */
    private static final class Unpacking extends InputStream {
        private final InputStream packed;
        private InputStream unpacked;

        Unpacking(InputStream packed) {
            this.packed = packed;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int count) throws IOException {
            if (unpacked == null) {
                unpacked = new GZIPInputStream(packed, BUFFER);
            }
            return unpacked.read(bytes, from, count);
        }

        @Override
        public int available() throws IOException {
            return unpacked == null ? packed.available() : unpacked.available();
        }
    }

    /** True where {@code Accept-Encoding} names gzip, or everything, and does not rule it out. */
    static boolean acceptsGzip(String accepted) {
        return accepted != null
                && Arrays.stream(accepted.toLowerCase(Locale.ROOT).split(","))
                        .map(String::strip)
                        .anyMatch(one ->
                                one.matches("(gzip|x-gzip|\\*)(\\s*;\\s*q\\s*=\\s*(1(\\.0*)?|0?\\.\\d*[1-9]\\d*))?"));
    }

    /** Packs what is written. Each flush lets through what was written before, so that answers are not held up. */
    static GZIPOutputStream packed(OutputStream out) throws IOException {
        return new GZIPOutputStream(out, BUFFER, true);
    }
}
