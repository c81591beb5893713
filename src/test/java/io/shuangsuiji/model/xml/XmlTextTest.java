package io.shuangsuiji.model.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XmlTextTest {
    private static XmlText read(String xml) throws MalformedXml {
        return XmlText.read(xml.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shouldFindElementsWhateverTheirTextLooksLike() throws Exception {
        var xml = read(
                "<?xml version=\"1.0\"?>\r\n<!-- <a> --><d:a xmlns:d='x' q = \"1 > 0\"\r\n\t>&lt;\u7532&#x4e59;&#65;"
                        + "<![CDATA[<b>&amp;]]><?pi <c/> ?><d:b/><b y='\"'>t</b>\r\nz</d:a>");
        assertThat(xml.root().name()).isEqualTo("a");
        assertThat(xml.root().prefix()).isEqualTo("d:");
        assertThat(xml.root().attribute("q")).isEqualTo("1 > 0");
        assertThat(xml.root().content()).isEqualTo("<甲乙A<b>&amp;\nz");
        assertThat(xml.root().children()).hasSize(2);
        assertThat(xml.root().children().get(0).selfClosed()).isTrue();
        assertThat(xml.root().children().get(1).outer()).isEqualTo("<b y='\"'>t</b>");
        assertThat(xml.lineEnd()).isEqualTo("\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "GB18030"})
    void shouldGiveBackTheBytesThatItRead(String charset) throws Exception {
        var mark = charset.equals("UTF-16LE") ? "\uFEFF" : "";
        var bytes = (mark + "<?xml version=\"1.0\" encoding=\"" + charset + "\"?><a>抽样😀</a>")
                .getBytes(Charset.forName(charset));
        var xml = XmlText.read(bytes);
        assertThat(xml.bytes()).isEqualTo(bytes);
        assertThat(xml.root().content()).isEqualTo("抽样😀");
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-16LE,true,true",
        "UTF-16LE,true,false",
        "UTF-16LE,false,true",
        "UTF-16LE,false,false",
        "UTF-16BE,true,true",
        "UTF-16BE,true,false",
        "UTF-16BE,false,true",
        "UTF-16BE,false,false",
        "UTF-8,true,true",
        "UTF-8,true,false",
        "UTF-8,false,false",
        "GB18030,false,true"
    })
    void shouldTellTheEncodingByMarkByZerosAndByDeclaration(String charset, boolean mark, boolean declared)
            throws Exception {
        var bytes = ((mark ? "\uFEFF" : "")
                        + (declared ? "<?xml version='1.0' encoding='" + charset.replaceAll("[LB]E$", "") + "'?>" : "")
                        + "<a>抽样😀</a>")
                .getBytes(Charset.forName(charset));
        var xml = XmlText.read(bytes);
        assertThat(xml.root().content()).isEqualTo("抽样😀");
        assertThat(xml.bytes()).isEqualTo(bytes);
        var edited = xml.with(xml.text().replace("样", "查")).bytes();
        assertThat(edited)
                .isEqualTo(new String(bytes, charset).replace("样", "查").getBytes(charset));
        assertThat(new String(xml.utf8(), StandardCharsets.UTF_8))
                .isEqualTo((declared ? "<?xml version='1.0' encoding='UTF-8'?>" : "") + "<a>抽样😀</a>");
    }

    @Test
    void shouldRefuseAnEncodingThatIsNotWhatItSaysOrCannotHoldWhatIsWritten() throws Exception {
        assertThatThrownBy(() -> XmlText.read("<a>抽样</a>".getBytes("GB18030")))
                .isInstanceOf(MalformedXml.class)
                .hasMessageContaining("不是 UTF-8 编码")
                .hasMessageContaining("GB18030");
        for (var wrong : new String[] {"UTF-16", "x-none", "ISO-2022-CN"}) {
            var bytes = ("<?xml version='1.0' encoding='" + wrong + "'?><a/>").getBytes(StandardCharsets.UTF_8);
            assertThatThrownBy(() -> XmlText.read(bytes))
                    .isInstanceOf(MalformedXml.class)
                    .hasMessageContaining(wrong);
        }
        var latin = XmlText.read("<?xml version='1.0' encoding='GB2312'?><a>样</a>".getBytes("GB2312"));
        assertThatThrownBy(() -> latin.with(latin.text().replace("样", "😀")))
                .isInstanceOf(MalformedXml.class)
                .hasMessageContaining("写不出");
    }

    @Test
    void shouldKeepAByteOrderMark() throws Exception {
        var bytes = "\uFEFF<a/>".getBytes(StandardCharsets.UTF_8);
        assertThat(XmlText.read(bytes).bytes()).isEqualTo(bytes);
        assertThat(XmlText.read(bytes).text()).isEqualTo("<a/>");
    }

    @Test
    void shouldRefuseADocumentTypeAndWithItEntities() {
        assertThatThrownBy(() -> read("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>"))
                .isInstanceOf(MalformedXml.class)
                .hasMessageContaining("DOCTYPE");
        var laughs = new StringBuilder("<!DOCTYPE a [<!ENTITY l0 'ha'>");
        for (int i = 1; i < 30; i++) {
            laughs.append("<!ENTITY l")
                    .append(i)
                    .append(" '&l")
                    .append(i - 1)
                    .append(";&l")
                    .append(i - 1)
                    .append(";'>");
        }
        assertThatThrownBy(() -> read(laughs + "]><a>&l29;</a>"))
                .isInstanceOf(MalformedXml.class)
                .hasMessageContaining("不允许 DOCTYPE");
    }

    @Test
    void shouldRefuseWhatIsTooDeepTooManyOrTooLarge() {
        assertThatThrownBy(() -> read("<a>".repeat(100) + "</a>".repeat(100))).hasMessageContaining("嵌套");
        assertThatThrownBy(() -> read("<a>" + "<b/>".repeat(100_001) + "</a>")).hasMessageContaining("100000");
        assertThatThrownBy(() -> XmlText.read(new byte[XmlGuard.MAX_BYTES + 1])).hasMessageContaining("文件过大");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<a>", "<a></b>", "<a/><b/>", "text", "<a b=1/>", "<a>&nbsp;</a>"})
    void shouldSayWhereAFileIsNotXml(String xml) {
        assertThatThrownBy(() -> read(xml)).isInstanceOf(MalformedXml.class).hasMessageMatching("(?s)第 -?\\d+ 行第 .*");
    }

    @Test
    void shouldRefuseBytesThatAreNotInTheDeclaredEncoding() {
        var gbk = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><a>抽样</a>".getBytes(Charset.forName("GBK"));
        assertThatThrownBy(() -> XmlText.read(gbk)).isInstanceOf(MalformedXml.class);
    }
}
