package io.shuangsuiji.sheets.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A text as UTF-8 with line feeds, whatever encoding it comes in. A byte order mark decides; without one, zeros tell
 * UTF-16, and otherwise the first character beyond ASCII, however late it comes, and those that follow it: where they are
 * valid UTF-8 the text is UTF-8, else GB18030 (of which GBK is a part), with the euro sign that Windows adds to it. A byte
 * that is no character comes as U+FFFD, for whoever reads the row to refuse; what is UTF-8 is passed on as it is.
 */
public final class Utf8Stream extends InputStream {
    /** Excel in China writes it unless told otherwise. */
    public static final Charset GB18030 = Charset.forName("GB18030");

    private static final int BLOCK = 1 << 16;
    private static final byte EURO = (byte) 0x80;
    /** So many characters beyond ASCII are not by chance valid UTF-8: a text that has them is UTF-8, and damaged. */
    private static final int SURELY_UTF_8 = 16;

    private final InputStream in;
    private byte[] raw = new byte[BLOCK];
    private int from;
    private int to;
    private boolean ended;
    private Charset charset;
    private boolean marked;
    private CharsetDecoder decoder;
    private byte[] out = new byte[0];
    private int next;
    private boolean begun;
    private boolean returnsOnly;

    /**
     * Of a stream, which is closed with this one, and where nothing can be read of it.
     *
     * @param named the encoding that the sender names, which a byte order mark overrules; null where none is named
     */
    public Utf8Stream(InputStream in, Charset named) throws IOException {
        this.in = in;
        try {
            // as much as has come: the more there is to see, the surer the encoding
            while (!ended && (to < 4 || to < BLOCK && in.available() > 0)) {
                fill();
            }
        } catch (Throwable failed) {
            in.close();
            throw failed;
        }
        if (begins(0xEF, 0xBB, 0xBF)) {
            mark(StandardCharsets.UTF_8, 3);
        } else if (begins(0xFF, 0xFE)) {
            mark(StandardCharsets.UTF_16LE, 2);
        } else if (begins(0xFE, 0xFF)) {
            mark(StandardCharsets.UTF_16BE, 2);
        } else if (named != null) {
            charset = named;
        } else {
            charset = byZeros();
        }
    }

    /** True where the text had a byte order mark, or is known by now to be in an encoding that needs one to be told. */
    public boolean marked() {
        return marked || charset != null && !charset.equals(StandardCharsets.UTF_8);
    }

    /** The encoding, as far as it is known: null while all is ASCII. */
    public Charset charset() {
        return charset;
    }

    private boolean begins(int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (i >= to || (raw[i] & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    private void mark(Charset found, int bytes) {
        charset = found;
        marked = true;
        from = bytes;
    }

    /**
     * In UTF-16 every separator, mark and digit has a zero beside it, on one side. Other zeros tell nothing: 一 and 开 end
     * in one, and other texts have some by mistake; these have separators without.
     */
    private Charset byZeros() {
        int little = 0;
        int big = 0;
        int narrow = 0;
        for (int i = 0; i + 1 < to; i += 2) {
            if (raw[i + 1] == 0 && isMark(raw[i])) {
                little++;
            } else if (raw[i] == 0 && isMark(raw[i + 1])) {
                big++;
            } else {
                narrow += (separates(raw[i]) ? 1 : 0) + (separates(raw[i + 1]) ? 1 : 0);
            }
        }
        return Math.max(little, big) <= narrow + Math.min(little, big)
                ? null
                : little > big ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
    }

    // U+3000 is a space of Chinese texts, with the byte of 0
    private static boolean isMark(byte c) {
        return separates(c) || c > ' ' && c < '<' && c != '0' || c == '|';
    }

    // no characters of Chinese texts begin with these bytes, and few end with them: — and √ begin with a space and a
    // quote
    private static boolean separates(byte c) {
        return c == ',' || c == ';' || c == '\n' || c == '\r' || c == '\t';
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (next == out.length) {
            if (from == to) {
                if (ended) {
                    return -1;
                }
                fill();
            } else {
                produce();
            }
        }
        int count = Math.min(length, out.length - next);
        System.arraycopy(out, next, into, offset, count);
        next += count;
        return count;
    }

    @Override
    public int available() throws IOException {
        return out.length - next + (to - from) > 0 ? Math.max(1, out.length - next) : in.available();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void fill() throws IOException {
        if (from > 0) {
            System.arraycopy(raw, from, raw, 0, to - from);
            to -= from;
            from = 0;
        }
        if (to == raw.length) {
            raw = Arrays.copyOf(raw, raw.length * 2);
        }
        int count = in.read(raw, to, raw.length - to);
        ended = count < 0;
        to += Math.max(count, 0);
    }

    private void produce() throws IOException {
        if (charset == null) {
            int ascii = from;
            while (ascii < to && raw[ascii] >= 0) {
                ascii++;
            }
            if (ascii == from) {
                decide();
                return;
            }
            hand(Arrays.copyOfRange(raw, from, ascii), ascii);
        } else if (charset.equals(StandardCharsets.UTF_8)) {
            hand(Arrays.copyOfRange(raw, from, to), to);
        } else {
            decode();
        }
    }

    /** Looks at the characters from the first beyond ASCII on, as many as have come. */
    private void decide() throws IOException {
        int valid = 0;
        int at = from;
        while (true) {
            if (at < to && raw[at] >= 0) {
                at++;
                continue;
            }
            int length = at < to ? Utf8.sequence(raw, at, to) : -1;
            if (length > 0) {
                valid++;
                at += length;
            } else if (length < 0 && !ended && (valid == 0 || valid < SURELY_UTF_8 && in.available() > 0)) {
                int done = at - from;
                fill();
                at = from + done;
            } else {
                boolean broken = length == 0 || at < to && ended;
                charset = !broken || valid >= SURELY_UTF_8 ? StandardCharsets.UTF_8 : GB18030;
                return;
            }
        }
    }

    private void decode() throws IOException {
        if (decoder == null) {
            decoder = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT);
        }
        var bytes = ByteBuffer.wrap(raw, from, to - from);
        var characters = CharBuffer.allocate(to - from + 8);
        while (true) {
            var result = decoder.decode(bytes, characters, ended);
            if (!result.isError()) {
                break;
            }
            boolean euro = charset.equals(GB18030) && bytes.get(bytes.position()) == EURO;
            characters.put(euro ? '€' : '\uFFFD');
            // the byte alone: what follows it may well be a character
            bytes.position(bytes.position() + 1);
            decoder.reset();
        }
        hand(characters.flip().toString().getBytes(StandardCharsets.UTF_8), bytes.position());
        if (out.length == 0 && from < to) {
            // half a character
            fill();
            if (ended && from < to) {
                hand("\uFFFD".getBytes(StandardCharsets.UTF_8), to);
            }
        }
    }

    private void hand(byte[] utf8, int reached) {
        if (!begun) {
            begun = true;
            // in all encodings but UTF-16 a line end is one byte, and the raw bytes reach further
            boolean wide = charset != null && charset.name().startsWith("UTF-16");
            returnsOnly = wide ? returnsOnly(utf8, 0, utf8.length) : returnsOnly(raw, from, to);
        }
        if (returnsOnly) {
            for (int i = 0; i < utf8.length; i++) {
                utf8[i] = utf8[i] == '\r' ? (byte) '\n' : utf8[i];
            }
        }
        out = utf8;
        next = 0;
        from = reached;
    }

    /** Lines of old Macs end with a carriage return alone. */
    private static boolean returnsOnly(byte[] bytes, int start, int end) {
        boolean found = false;
        for (int i = start; i < end; i++) {
            if (bytes[i] == '\n') {
                return false;
            }
            found |= bytes[i] == '\r' && i + 1 < end;
        }
        return found;
    }
}
