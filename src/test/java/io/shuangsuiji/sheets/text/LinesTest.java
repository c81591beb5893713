package io.shuangsuiji.sheets.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LinesTest {
    private record Line(long number, String text) {}

    @Property(tries = 300)
    void findsTheLinesHoweverTheBytesComeInPieces(@ForAll("texts") List<String> lines, @ForAll long seed)
            throws IOException {
        var expected = new ArrayList<Line>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                expected.add(new Line(i + 1, lines.get(i)));
            }
        }
        assertThat(read(inPieces(String.join("\n", lines), seed), Lines::plain, 1_000))
                .isEqualTo(expected);
    }

    @Property(tries = 300)
    void findsTheRowsOfATableHoweverTheBytesComeInPieces(@ForAll("tables") List<List<String>> rows, @ForAll long seed)
            throws IOException {
        var text = new StringBuilder();
        var expected = new ArrayList<List<String>>();
        for (var row : rows) {
            var line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                line.append(i == 0 ? "" : ",");
                CsvText.append(line, row.get(i), ',');
            }
            text.append(line).append("\r\n");
            if (!line.toString().isBlank()) {
                expected.add(row);
            }
        }
        var found = read(inPieces(text.toString(), seed), CsvText.cut(','), 10_000).stream()
                .map(line -> CsvText.row(line.text(), ','))
                .toList();
        assertThat(found).allMatch(row -> row.fault() == null);
        assertThat(found).extracting(CsvText.Cells::texts).isEqualTo(expected);
    }

    @Example
    void aQuoteThatIsNeverClosedTakesNoOtherRowWithIt() throws IOException {
        assertThat(read(new ByteArrayInputStream("a,\"b\n1,2\n3,4".getBytes()), CsvText.cut(','), 100))
                .extracting(Line::text)
                .containsExactly("a,\"b", "1,2", "3,4");
    }

    @Example
    void handsOnWhatItHasWhereTheSenderPauses() throws IOException {
        var in = new InputStream() {
            private final byte[] bytes = "1\n2\n3\n".getBytes();
            private int at;

            @Override
            public int read() {
                return at == bytes.length ? -1 : bytes[at++];
            }

            @Override
            public int read(byte[] into, int from, int count) {
                int one = read();
                if (one < 0) {
                    return -1;
                }
                into[from] = (byte) one;
                return 1;
            }

            @Override
            public int available() {
                return 0;
            }
        };
        try (var lines = new Lines(in, Lines::plain, 100, 100)) {
            assertThat(lines.next().size()).isEqualTo(1);
            assertThat(lines.next().size()).isEqualTo(1);
        }
    }

    @Provide
    Arbitrary<List<String>> texts() {
        return Arbitraries.strings()
                .withChars("ab 类\t")
                .ofMaxLength(12)
                .map(String::strip)
                .list()
                .ofMaxSize(30);
    }

    @Provide
    Arbitrary<List<List<String>>> tables() {
        return Arbitraries.strings()
                .withChars("ab,\"\n类 ;")
                .ofMaxLength(6)
                .list()
                .ofMinSize(2)
                .ofMaxSize(4)
                .list()
                .ofMaxSize(12);
    }

    private static List<Line> read(InputStream in, Lines.Cut cut, int maxLine) throws IOException {
        var found = new ArrayList<Line>();
        try (var lines = new Lines(in, cut, maxLine, Long.MAX_VALUE)) {
            for (var chunk = lines.next(); chunk != null; chunk = lines.next()) {
                for (int i = 0; i < chunk.size(); i++) {
                    found.add(new Line(chunk.number(i), new String(chunk.line(i), StandardCharsets.UTF_8)));
                }
            }
        }
        return found;
    }

    private static InputStream inPieces(String text, long seed) {
        var random = new Random(seed);
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] bytes, int from, int count) {
                return super.read(bytes, from, Math.min(count, 1 + random.nextInt(9)));
            }

            @Override
            public synchronized int available() {
                return random.nextBoolean() ? 0 : super.available();
            }
        };
    }
}
