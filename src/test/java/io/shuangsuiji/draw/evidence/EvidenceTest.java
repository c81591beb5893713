package io.shuangsuiji.draw.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shuangsuiji.draw.Commitment;
import io.shuangsuiji.draw.SampleDraw;
import io.shuangsuiji.draw.evidence.TestAuthority.Manner;
import io.shuangsuiji.draw.evidence.TimestampFinding.State;
import io.shuangsuiji.draw.lot.HashAlgorithm;
import io.shuangsuiji.draw.verify.Published;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a time-stamp is worth: by authorities that the test makes itself. */
class EvidenceTest {
    /** Before the 26th of March, the first day of the sample's randomness. */
    private static final String EARLY = "2024-03-20T02:00:00Z";

    private static final List<Grade> GRADES = List.of(
            new Grade("甲", 2, 2, true, "两家", "–"),
            new Grade("乙", 1, 1, false, "一家", "–"),
            new Grade("丙", 0, 1, false, "不认识", "–"),
            new Grade("丁", 0, 0, true, "地址", "–"),
            new Grade("无", 0, 0, false, "没有证据", "–"));

    private final Commitment commitment =
            SampleDraw.small(HashAlgorithm.SHA_256, 1).commitment();
    private final TestAuthority one = TestAuthority.good("One");
    private final TestAuthority two = TestAuthority.good("Two");

    EvidenceTest() throws Exception {}

    private Evidence evidence(Authorities trusted, String publication, byte[]... tokens) {
        var files = new ArrayList<Published.File>();
        for (var token : tokens) {
            files.add(new Published.File("token-" + files.size() + ".tsr", token));
        }
        return Evidence.of(commitment, files, publication, trusted, GRADES);
    }

    private TimestampFinding finding(byte[] token) {
        return evidence(new Authorities(List.of(one.root)), null, token)
                .timestamps()
                .get(0);
    }

    @Test
    void gradesByWhatIsAttached() throws Exception {
        var both = new Authorities(List.of(one.root, two.root));
        var first = one.stamp(commitment.bytes(), EARLY);
        var second = two.stamp(commitment.bytes(), EARLY);
        var address = "https://example.cn/gg/1";
        assertThat(evidence(both, address, first, second).grade()).isEqualTo("甲");
        assertThat(evidence(both, null, first, second).grade()).isEqualTo("乙");
        // twice the same authority is one witness
        assertThat(evidence(both, address, first, one.stamp(commitment.bytes(), "2024-03-21T02:00:00Z"))
                        .grade())
                .isEqualTo("乙");
        assertThat(evidence(Authorities.NONE, address, first, second).grade()).isEqualTo("丙");
        assertThat(evidence(both, address).grade()).isEqualTo("丁");
        assertThat(evidence(both, null).grade()).isEqualTo("无");
        var late = evidence(both, null, one.stamp(commitment.bytes(), "2024-03-26T02:00:00Z"));
        assertThat(late.grade()).isEqualTo("无");
        assertThat(late.words().chinese()).contains("证据等级：无");
        var without = Evidence.of(commitment, List.of(), null, both, List.of());
        assertThat(without.grade()).isNull();
        assertThat(without.words().chinese()).contains("没有规定证据等级");
    }

    @Test
    void takesATokenHoweverItIsWritten() throws Exception {
        var token = one.stamp(commitment.bytes(), EARLY);
        assertThat(finding(token).state()).isEqualTo(State.TRUSTED);
        assertThat(finding(token).time()).startsWith("2024-03-20T10:00");
        assertThat(finding(token).trustedBy()).isEqualTo("CN=One root");
        assertThat(finding(Base64.getMimeEncoder().encode(token)).state()).isEqualTo(State.TRUSTED);
        assertThat(finding(("-----BEGIN CMS-----\n" + Base64.getMimeEncoder().encodeToString(token)
                                        + "\n-----END CMS-----\n")
                                .getBytes())
                        .state())
                .isEqualTo(State.TRUSTED);
        for (var algorithm : List.of(TSPAlgorithms.SHA384, TSPAlgorithms.SHA512, TSPAlgorithms.SM3)) {
            var name =
                    algorithm == TSPAlgorithms.SM3 ? "SM3" : algorithm == TSPAlgorithms.SHA384 ? "SHA-384" : "SHA-512";
            assertThat(finding(one.stamp(commitment.bytes(), EARLY, algorithm, name, true, one.certificate))
                            .state())
                    .isEqualTo(State.TRUSTED);
        }
    }

    @Test
    void verifiesSm2() throws Exception {
        var chinese = new TestAuthority("SM2", new Manner(true, true, Instant.parse("2030-01-01T00:00:00Z"), true));
        var token = chinese.stamp(commitment.bytes(), EARLY, TSPAlgorithms.SM3, "SM3", true, chinese.certificate);
        assertThat(evidence(new Authorities(List.of(chinese.root)), null, token).timestamps())
                .extracting(TimestampFinding::state)
                .containsExactly(State.TRUSTED);
    }

    @Test
    void findsTheSignersCertificateInTheTokenOrHere() throws Exception {
        var bare = one.stamp(commitment.bytes(), EARLY, TSPAlgorithms.SHA256, "SHA-256", false, one.certificate);
        assertThat(finding(bare).words().chinese()).contains("没有附签名者的证书");
        assertThat(evidence(new Authorities(List.of(one.certificate)), null, bare)
                        .grade())
                .isEqualTo("乙");
    }

    @Test
    void saysOfAnUnknownAuthorityThatItsSignatureIsSound() throws Exception {
        var found = finding(two.stamp(commitment.bytes(), EARLY));
        assertThat(found.state()).isEqualTo(State.UNKNOWN_AUTHORITY);
        assertThat(found.words().chinese()).isEqualTo("签名有效，但不认识该机构");
    }

    @Test
    void saysOfALateOneThatItProvesNothing() throws Exception {
        // half past midnight in Shanghai is the day before in Greenwich
        for (var time : List.of("2024-03-25T16:30:00Z", "2024-03-27T00:00:00Z")) {
            var found = finding(one.stamp(commitment.bytes(), time));
            assertThat(found.state()).isEqualTo(State.TOO_LATE);
            assertThat(found.words().chinese()).contains("不能证明承诺在先");
        }
        assertThat(finding(one.stamp(commitment.bytes(), "2024-03-25T15:30:00Z"))
                        .state())
                .isEqualTo(State.TRUSTED);
    }

    @Test
    void refusesWhatIsNotSound() throws Exception {
        assertThat(finding(one.stamp(new byte[] {1}, EARLY)).words().chinese()).isEqualTo("时间戳不是这份承诺的");
        assertThat(finding(one.stamp(commitment.bytes(), EARLY, TSPAlgorithms.SHA1, "SHA-1", true, one.certificate))
                        .words()
                        .chinese())
                .contains("不被接受");
        assertThat(finding(one.stamp(commitment.bytes(), "2031-01-01T00:00:00Z"))
                        .words()
                        .chinese())
                .contains("不在有效期内");
        var ended = new TestAuthority("Ended", new Manner(true, true, Instant.parse("2024-01-01T00:00:00Z"), false));
        assertThat(finding(ended.stamp(commitment.bytes(), EARLY)).words().chinese())
                .contains("不在有效期内");
        // signed by another key than that of the certificate
        assertThat(finding(two.stamp(commitment.bytes(), EARLY, TSPAlgorithms.SHA256, "SHA-256", true, one.certificate))
                        .words()
                        .chinese())
                .contains("签名无效");
        for (var none : List.of(new byte[0], new byte[] {0x30, 3, 1}, "不是时间戳".getBytes(), new byte[] {0x30})) {
            assertThat(finding(none).words().chinese()).isEqualTo("不是 RFC 3161 的时间戳");
        }
    }

    @Test
    void refusesACertificateThatIsNotForTimeStampingAlone() throws Exception {
        var until = Instant.parse("2030-01-01T00:00:00Z");
        var sound = one.stamp(commitment.bytes(), EARLY);
        var again = TestAuthority.good("Again");
        assertThat(evidence(new Authorities(List.of(again.root)), null, again.signedAnew(sound))
                        .grade())
                .isEqualTo("乙");
        for (var manner : List.of(new Manner(false, false, until, false), new Manner(true, false, until, false))) {
            var other = new TestAuthority("Other", manner);
            var found = evidence(new Authorities(List.of(other.root)), null, other.signedAnew(sound))
                    .timestamps()
                    .get(0);
            assertThat(found.state()).isEqualTo(State.INVALID);
            assertThat(found.words().chinese()).contains("不是专用于时间戳的");
        }
    }

    @Test
    void noticesATokenThatWasTamperedWith() throws Exception {
        var token = one.stamp(commitment.bytes(), EARLY);
        var random = new Random(4);
        var sound = finding(token);
        for (int i = 0; i < 300; i++) {
            var other = token.clone();
            other[random.nextInt(token.length)] ^= (byte) (1 + random.nextInt(255));
            var found = finding(other);
            // what the signature does not cover may change, and never what the token says
            assertThat(found.state() == State.INVALID
                            || found.state() == State.UNKNOWN_AUTHORITY
                                    && found.time().equals(sound.time())
                            || found.equals(sound))
                    .as("change %d: %s", i, found)
                    .isTrue();
        }
    }

    @Test
    void readsAFolderOfCertificates(@TempDir Path folder) throws Exception {
        var pem = "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(one.root.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
        Files.writeString(folder.resolve("one.pem"), pem);
        Files.write(folder.resolve("two.cer"), two.root.getEncoded());
        Files.writeString(folder.resolve("read.me"), "nothing");
        assertThat(Authorities.in(folder).certificates()).hasSize(2);
        Files.writeString(folder.resolve("wrong.crt"), "nothing");
        assertThatThrownBy(() -> Authorities.in(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("wrong.crt");
    }

    @Test
    void repeatsAddressesOfTheWebAlone() {
        assertThat(List.of("https://example.cn/a?b=1", "http://example.cn")).allMatch(Evidence::isAddress);
        assertThat(List.of("javascript:alert(1)", "ftp://example.cn", "https:///a", "一段话", ""))
                .noneMatch(Evidence::isAddress);
    }
}
