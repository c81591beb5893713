package io.shuangsuiji.policy.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
