package io.shuangsuiji.sheets.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** One policy for encodings: whatever a text comes in, its characters come out. */
class Utf8StreamTest {
    private static final Charset GBK = Charset.forName("GBK");
    private static final String TABLE = "对象编号,单位名称,对象类型\n1,一般开元最近油库,储油库\n2,乙,加油站\n";

    /** How a program writes a text: in which charset, with which bytes before it. */
    private record Form(Charset charset, String mark) {
        byte[] bytes(String text) {
            return (mark + text).getBytes(charset);
        }
    }

    private static final List<Form> FORMS = List.of(
            new Form(StandardCharsets.UTF_8, ""),
            new Form(StandardCharsets.UTF_8, "\uFEFF"),
            new Form(StandardCharsets.UTF_16LE, "\uFEFF"),
            new Form(StandardCharsets.UTF_16BE, "\uFEFF"),
            new Form(StandardCharsets.UTF_16LE, ""),
            new Form(StandardCharsets.UTF_16BE, ""),
            new Form(GBK, ""),
            new Form(Utf8Stream.GB18030, ""));

    @Property(tries = 400)
    void shouldGiveBackAnyTableInAnyEncoding(@ForAll("forms") Form form, @ForAll("tables") String table)
            throws IOException {
        assertThat(read(form.bytes(table))).isEqualTo(table);
    }

    @Property(tries = 200)
    void shouldGiveBackTheSameOneByteAtATime(@ForAll("forms") Form form, @ForAll("tables") String table)
            throws IOException {
        assertThat(read(oneByOne(form.bytes(table)))).isEqualTo(table);
    }

    @Property(tries = 200)
    void shouldReadCarriageReturnsAloneAsLineEnds(@ForAll("forms") Form form, @ForAll("tables") String table)
            throws IOException {
        assertThat(read(form.bytes(table.replace('\n', '\r')))).isEqualTo(table);
    }

    @Example
    void shouldKeepCarriageReturnsBesideLineFeeds() throws IOException {
        var text = TABLE.replace("\n", "\r\n");
        for (var form : FORMS) {
            assertThat(read(form.bytes(text))).isEqualTo(text);
        }
    }

    @Example
    void shouldReadUtf16WithoutAMarkWhereChineseCharactersEndInZeros() throws IOException {
        // 一, 开, 最, 言, 退 and 需 have a zero of their own; —, € and √ have the bytes of a space and a quote
        for (var text : List.of("一,最近一次开工\n一,一言退需\n一,一\n", "类|——\n——|—€√√√\n", "甲\t√√\r\n")) {
            assertThat(read(text.getBytes(StandardCharsets.UTF_16LE))).isEqualTo(text);
            assertThat(read(text.getBytes(StandardCharsets.UTF_16BE))).isEqualTo(text);
        }
    }

    @Example
    void shouldTellTheEncodingByAFirstChineseCharacterHoweverLateItComes() throws IOException {
        var late = "id,objectType\n" + "1,2\n".repeat(50_000) + TABLE;
        assertThat(read(late.getBytes(GBK))).isEqualTo(late);
        assertThat(read(late.getBytes(StandardCharsets.UTF_8))).isEqualTo(late);
        assertThat(read(late.getBytes(StandardCharsets.UTF_16LE))).isEqualTo(late);
    }

    @Example
    void shouldReadCharactersThatOnlyGb18030Has() throws IOException {
        var text = "编号,名称\n1,𠮷鑫㐀\n";
        assertThat(read(text.getBytes(Utf8Stream.GB18030))).isEqualTo(text);
    }

    @Example
    void shouldReadTheEuroSignOfWindows() throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes("编号,投资\n1,".getBytes(GBK));
        bytes.write(0x80);
        bytes.writeBytes("12万元\n2,".getBytes(GBK));
        bytes.write(0x80);
        assertThat(read(bytes.toByteArray())).isEqualTo("编号,投资\n1,€12万元\n2,€");
    }

    @Example
    void shouldLetADamagedByteOfGbkStandAloneForItself() throws IOException {
        assertThat(read(damaged(GBK, 0xFF))).isEqualTo("对象编号\uFFFD储油库\n甲乙丙");
    }

    @Example
    void shouldTakeHalfACharacterAtTheEndForADamagedOne() throws IOException {
        var whole = "编号\n甲".getBytes(GBK);
        assertThat(read(java.util.Arrays.copyOf(whole, whole.length - 1))).isEqualTo("编号\n\uFFFD");
        var wide = "\uFEFF编号".getBytes(StandardCharsets.UTF_16LE);
        assertThat(read(java.util.Arrays.copyOf(wide, wide.length - 1))).isEqualTo("编\uFFFD");
    }

    @Example
    void shouldTakeATextOfManyUtf8CharactersForDamagedUtf8() throws IOException {
        var text = "对象编号单位名称对象类型监管级别环境信用等级\n";
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        bytes.write(0xFF);
        bytes.writeBytes("甲".getBytes(StandardCharsets.UTF_8));
        assertThat(read(bytes.toByteArray())).isEqualTo(text + "\uFFFD甲");
    }

    @Example
    void shouldTakeTheNamedEncodingAndYetAMarkBeforeIt() throws IOException {
        var latin = "id;name\n1;Café\n";
        try (var in = new Utf8Stream(
                new ByteArrayInputStream(latin.getBytes(StandardCharsets.ISO_8859_1)), StandardCharsets.ISO_8859_1)) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(latin);
        }
        try (var in =
                new Utf8Stream(new ByteArrayInputStream(("\uFEFF" + TABLE).getBytes(StandardCharsets.UTF_8)), GBK)) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(TABLE);
        }
    }

    @Example
    void shouldNotTakeAStrayZeroForUtf16() throws IOException {
        assertThat(read("1,\0\n2,甲\n".getBytes(StandardCharsets.UTF_8))).isEqualTo("1,\0\n2,甲\n");
    }

    @Example
    void shouldReadTextsOfAFewBytes() throws IOException {
        for (var text : List.of("", "a", "类", "a,")) {
            assertThat(read(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(text);
        }
    }

    @Provide
    Arbitrary<Form> forms() {
        return Arbitraries.of(FORMS);
    }

    /** Tables as registries are: a header in Chinese, and rows of an id and of words. */
    @Provide
    Arbitrary<String> tables() {
        var word = Arbitraries.strings()
                .withChars("一开最言退需甲乙类排污单位油库镇街道号é×√—（）A9 -€")
                .ofMinLength(1)
                .ofMaxLength(12);
        return word.list()
                .ofMinSize(1)
                .ofMaxSize(30)
                .map(words -> "对象编号,单位名称,对象类型\n" + String.join(",1\n", words) + ",2\n");
    }

    private static byte[] damaged(Charset charset, int bad) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes("对象编号".getBytes(charset));
        bytes.write(bad);
        bytes.writeBytes("储油库\n甲乙丙".getBytes(charset));
        return bytes.toByteArray();
    }

    private static String read(byte[] bytes) throws IOException {
        return read(new ByteArrayInputStream(bytes));
    }

    private static String read(InputStream bytes) throws IOException {
        try (var in = new Utf8Stream(bytes, null)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static InputStream oneByOne(byte[] bytes) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] into, int from, int count) {
                return super.read(into, from, Math.min(count, 1));
            }
        };
    }
}
