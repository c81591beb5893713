package io.shuangsuiji.decision.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.decision.json.Bytes;
import io.shuangsuiji.sheets.text.CsvText;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Ranges are the cells that the reader of texts finds, and whatever is out of the ordinary is not taken. */
class CellRangesTest {
    private static final int MOST = 6;

    private final CellRanges ranges = new CellRanges(MOST);

    private boolean found(byte[] row) {
        return ranges.find(row, 0, row.length, (byte) ',');
    }

    private boolean found(String row) {
        return found(row.getBytes(StandardCharsets.UTF_8));
    }

    private String cell(int position) {
        int start = ranges.start(position);
        return new String(ranges.bytes(), start, ranges.end(position) - start, StandardCharsets.UTF_8);
    }

    private String written(int position) {
        var to = new Bytes();
        ranges.write(position, to);
        return new String(to.array(), 0, to.size(), StandardCharsets.UTF_8);
    }

    @Provide
    Arbitrary<String> rows() {
        return Arbitraries.of(
                        "甲", "a", "\"", "\"\"", ",", ",", " ", "\u3000", "\u2003", "\u00A0", "、", "\\", "\t", "\r", "é",
                        "😀", "\uFFFD", "\u007F", "\",\"", ",\"", "\",", "排污单位")
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }

    @Property(tries = 20_000)
    void shouldFindAndWriteTheCellsThatTheReaderOfTextsFinds(@ForAll("rows") String row) {
        if (!found(row)) {
            return;
        }
        var expected = CsvText.row(row, ',');
        assertThat(expected.fault()).isNull();
        assertThat(expected.texts()).hasSizeLessThanOrEqualTo(MOST);
        for (int i = 0; i < MOST; i++) {
            var text = expected.text(i);
            assertThat(cell(i)).isEqualTo(text);
            var written = new StringBuilder();
            CsvText.append(written, text, ',');
            assertThat(written(i)).isEqualTo(written.toString());
            assertThat(DecisionId.quoted(text)).isEqualTo('"' + text + '"');
        }
    }

    @Property(tries = 20_000)
    void shouldTakeNoBytesThatAreNotText(@ForAll("bytes") List<Byte> given) throws CharacterCodingException {
        var row = new byte[given.size()];
        IntStream.range(0, row.length).forEach(i -> row[i] = given.get(i));
        if (found(row)) {
            // throws where they are none
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(row));
            assertThat(cell(0)).isEqualTo(CsvText.row(text.toString(), ',').text(0));
        }
    }

    @Provide
    Arbitrary<List<Byte>> bytes() {
        var leads = Arbitraries.integers().between(0xC0, 0xF7);
        var edges = Arbitraries.of(0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0x61);
        return Arbitraries.frequencyOf(Tuple.of(1, leads), Tuple.of(2, edges))
                .map(Integer::byteValue)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    @Example
    void shouldTakeWhatIsOrdinary() {
        assertThat(found("甲,,\"b,c\",é😀")).isTrue();
        assertThat(List.of(cell(0), cell(1), cell(2), cell(3), cell(4))).containsExactly("甲", "", "b,c", "é😀", "");
        assertThat(written(2)).isEqualTo("\"b,c\"");
        assertThat(found("a,\"b\",")).isTrue();
        assertThat(written(1)).isEqualTo("b");
    }

    @Example
    void shouldLeaveWhatIsNot() {
        assertThat(List.of(
                        ",,",
                        "",
                        "a, b",
                        "a,b ",
                        "a,\u3000b",
                        "a\"b",
                        "\"a",
                        "\"a\"b",
                        "\"a\"\"b\"",
                        "a\\b",
                        "a\tb",
                        "1,2,3,4,5,6,7"))
                .noneMatch(this::found);
    }
}
