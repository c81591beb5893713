package io.shuangsuiji.registry;

import io.shuangsuiji.sheets.UnreadableFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A text file and the encoding that its bytes are in. A byte order mark decides; without one, a file whose every byte is
 * valid UTF-8 is UTF-8, and any other is GB18030 (of which GBK is a part), as Excel in China writes it.
 *
 * @param marked how many bytes the byte order mark takes
 */
record TextFile(Path path, Charset charset, int marked) {
    private static final Charset GB18030 = Charset.forName("GB18030");

    /** So many characters beyond ASCII are not by chance valid UTF-8: a file that has them is UTF-8, and damaged. */
    private static final int SURELY_UTF_8 = 16;

    /**
     * Finds the encoding by reading the whole file once or twice.
     *
     * @throws UnreadableFile where a byte is none of the encoding, or a character is NUL
     */
    static TextFile of(Path path) throws IOException {
        var marked = byMark(path);
        var utf8 = new TextFile(path, StandardCharsets.UTF_8, 0);
        var first = marked == null ? utf8.scan() : marked.scan();
        if (!first.undecodable) {
            return first.refuseNul();
        }
        if (marked != null || first.beyondAscii >= SURELY_UTF_8) {
            throw first.undecodable("");
        }
        var second = new TextFile(path, GB18030, 0).scan();
        if (second.undecodable) {
            throw second.undecodable("，也不是有效的 UTF-8");
        }
        return second.refuseNul();
    }

    /** The characters after the byte order mark; what is malformed is an error, not a question mark. */
    Reader open() throws IOException {
        return new BufferedReader(new InputStreamReader(bytes(), strict()), 1 << 16);
    }

    private InputStream bytes() throws IOException {
        var in = Files.newInputStream(path);
        in.skipNBytes(marked);
        return in;
    }

    private CharsetDecoder strict() {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    private static TextFile byMark(Path path) throws IOException {
        try (var in = Files.newInputStream(path)) {
            var head = new String(in.readNBytes(3), StandardCharsets.ISO_8859_1);
            if (head.equals("ï»¿")) {
                return new TextFile(path, StandardCharsets.UTF_8, 3);
            }
            if (head.startsWith("ÿþ")) {
                return new TextFile(path, StandardCharsets.UTF_16LE, 2);
            }
            return head.startsWith("þÿ") ? new TextFile(path, StandardCharsets.UTF_16BE, 2) : null;
        }
    }

    // decodes by hand, because a reader drops the good characters of the block in which a bad one is
    private Scan scan() throws IOException {
        var scan = new Scan();
        var decoder = strict();
        var bytes = ByteBuffer.allocate(1 << 16);
        var characters = CharBuffer.allocate(1 << 16);
        try (var in = bytes()) {
            boolean ended = false;
            while (!ended && !scan.undecodable) {
                int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
                ended = count < 0;
                bytes.position(bytes.position() + Math.max(count, 0)).flip();
                // no character takes more room than its bytes, so the result is never an overflow
                scan.undecodable = decoder.decode(bytes, characters, ended).isError();
                scan.take(characters.flip());
                characters.clear();
                bytes.compact();
            }
        }
        return scan;
    }

    private final class Scan {
        private long line = 1;
        private long beyondAscii;
        private long nulLine;
        private boolean afterReturn;
        private boolean undecodable;

        void take(CharBuffer characters) {
            while (characters.hasRemaining()) {
                char c = characters.get();
                line += c == '\n' && !afterReturn || c == '\r' ? 1 : 0;
                afterReturn = c == '\r';
                beyondAscii += c > 0x7F ? 1 : 0;
                nulLine = c == 0 && nulLine == 0 ? line : nulLine;
            }
        }

        UnreadableFile undecodable(String norOther) {
            return UnreadableFile.because(
                    "第 " + line + " 行有字节不是有效的 " + charset.name() + " 字符" + norOther
                            + "；请用 Excel 或 WPS 另存为「CSV UTF-8」或 .xlsx",
                    "line " + line + " holds bytes that are no " + charset.name()
                            + " characters; save the file as CSV UTF-8 or .xlsx");
        }

        TextFile refuseNul() {
            if (nulLine > 0) {
                throw UnreadableFile.because(
                        "第 " + nulLine + " 行有空字符（NUL）：这不是文本文件，或者是没有字节顺序标记的 UTF-16；请另存为「CSV UTF-8」或 .xlsx",
                        "line " + nulLine + " holds a NUL character: this is no text file, or UTF-16 without byte order"
                                + " mark; save it as CSV UTF-8 or .xlsx");
            }
            return TextFile.this;
        }
    }
}
