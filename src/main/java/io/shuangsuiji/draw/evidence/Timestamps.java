package io.shuangsuiji.draw.evidence;

import io.shuangsuiji.draw.evidence.TimestampFinding.State;
import io.shuangsuiji.draw.verify.Published;
import io.shuangsuiji.draw.verify.Words;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TSPUtil;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;

/** Checks time-stamp tokens (RFC 3161) over the bytes of a commitment. */
final class Timestamps {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final Map<ASN1ObjectIdentifier, String> DIGESTS = Map.of(
            TSPAlgorithms.SHA256, "SHA-256",
            TSPAlgorithms.SHA384, "SHA-384",
            TSPAlgorithms.SHA512, "SHA-512",
            TSPAlgorithms.SM3, "SM3");

    private final byte[] document;
    private final LocalDate firstDay;
    private final Authorities authorities;

    /**
     * For a document.
     *
     * @param firstDay the first day on which what must not be known yet may be known
     */
    Timestamps(byte[] document, LocalDate firstDay, Authorities authorities) {
        this.document = document;
        this.firstDay = firstDay;
        this.authorities = authorities;
    }

    /** Why a token proves nothing. */
    private static final class Unsound extends Exception {
        private static final long serialVersionUID = 1;
        private final transient Words words;

        Unsound(String chinese, String english) {
            super(english);
            words = new Words(chinese, english);
        }
    }

    TimestampFinding check(Published.File file) {
        String time = null;
        String authority = null;
        try {
            var token = token(file.bytes());
            var made = made(token);
            time = made.toOffsetDateTime().toString();
            imprint(token);
            var given = certificates(token);
            var certificate = certificate(token, given);
            authority = certificate.getSubjectX500Principal().getName();
            sound(token, certificate);
            var trusted = authorities
                    .trusted(certificate, given, token.getTimeStampInfo().getGenTime())
                    .map(anchor -> anchor.getSubjectX500Principal().getName())
                    .orElse(null);
            return found(file.name(), made, authority, trusted);
        } catch (Unsound unsound) {
            return new TimestampFinding(file.name(), State.INVALID, time, authority, null, unsound.words);
        }
    }

    private TimestampFinding found(String name, ZonedDateTime made, String authority, String trusted) {
        var time = made.toOffsetDateTime().toString();
        if (!made.toLocalDate().isBefore(firstDay)) {
            return new TimestampFinding(
                    name,
                    State.TOO_LATE,
                    time,
                    authority,
                    trusted,
                    new Words(
                            "时间戳是 " + time + " 的，公开随机数 " + firstDay + " 起就可能已知：晚于前一天的时间戳不能证明承诺在先",
                            "made at " + time + "; the randomness may be known from " + firstDay
                                    + " on, so that this proves nothing"));
        }
        return trusted != null
                ? new TimestampFinding(
                        name,
                        State.TRUSTED,
                        time,
                        authority,
                        trusted,
                        new Words("签名有效，机构可信，早于公开随机数", "sound, of a trusted authority, before the randomness"))
                : new TimestampFinding(
                        name,
                        State.UNKNOWN_AUTHORITY,
                        time,
                        authority,
                        null,
                        new Words("签名有效，但不认识该机构", "the signature is sound, but the authority is not known here"));
    }

    /** When it was made; at the latest, where it states how exact it is. */
    private static ZonedDateTime made(TimeStampToken token) {
        var info = token.getTimeStampInfo();
        var made = info.getGenTime().toInstant().atZone(ZONE);
        var accuracy = info.getGenTimeAccuracy();
        return accuracy == null
                ? made
                : made.plusSeconds(accuracy.getSeconds())
                        .plus(accuracy.getMillis(), ChronoUnit.MILLIS)
                        .plus(accuracy.getMicros(), ChronoUnit.MICROS);
    }

    /** A token or a whole answer of an authority, as bytes or in Base64 with or without the lines of PEM. */
    private static TimeStampToken token(byte[] bytes) throws Unsound {
        var der = bytes.length > 0 && bytes[0] == 0x30 ? bytes : decoded(bytes);
        try {
            return new TimeStampToken(ContentInfo.getInstance(der));
        } catch (IOException | TSPException | RuntimeException noToken) {
            try {
                var token = new TimeStampResponse(der).getTimeStampToken();
                if (token != null) {
                    return token;
                }
                throw new Unsound("时间戳机构没有给出时间戳", "the authority gave no token");
            } catch (IOException | TSPException | RuntimeException noAnswer) {
                throw new Unsound("不是 RFC 3161 的时间戳", "this is no time-stamp of RFC 3161");
            }
        }
    }

    private static byte[] decoded(byte[] bytes) throws Unsound {
        try {
            var text = new String(bytes, StandardCharsets.ISO_8859_1).replaceAll("-----[^-]*-----|\\s", "");
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException noText) {
            throw new Unsound("不是 RFC 3161 的时间戳", "this is no time-stamp of RFC 3161");
        }
    }

    private void imprint(TimeStampToken token) throws Unsound {
        var info = token.getTimeStampInfo();
        var name = DIGESTS.get(info.getMessageImprintAlgOID());
        if (name == null) {
            throw new Unsound(
                    "时间戳所用的摘要算法 " + info.getMessageImprintAlgOID() + " 不被接受，接受 SHA-256、SHA-384、SHA-512 和 SM3",
                    "the digest " + info.getMessageImprintAlgOID()
                            + " is not accepted: SHA-256, SHA-384, SHA-512 and SM3 are");
        }
        try {
            var digest = MessageDigest.getInstance(name, Authorities.PROVIDER).digest(document);
            if (!MessageDigest.isEqual(digest, info.getMessageImprintDigest())) {
                throw new Unsound("时间戳不是这份承诺的", "the time-stamp is of another document");
            }
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static List<X509Certificate> certificates(TimeStampToken token) throws Unsound {
        var converter = new JcaX509CertificateConverter().setProvider(Authorities.PROVIDER);
        var certificates = new ArrayList<X509Certificate>();
        try {
            for (var holder : token.getCertificates().getMatches(null)) {
                certificates.add(converter.getCertificate(holder));
            }
        } catch (GeneralSecurityException | RuntimeException malformed) {
            throw new Unsound("时间戳所附的证书无法读取", "a certificate in the token is malformed");
        }
        return certificates;
    }

    /** The signer's own certificate: of the token, or of those that the operator has. */
    private X509Certificate certificate(TimeStampToken token, List<X509Certificate> given) throws Unsound {
        var all = new ArrayList<>(given);
        all.addAll(authorities.certificates());
        for (var each : all) {
            if (token.getSID().match(holder(each))) {
                return each;
            }
        }
        throw new Unsound("时间戳没有附签名者的证书，这里也没有", "the signer's certificate is neither in the token nor here");
    }

    private static X509CertificateHolder holder(X509Certificate certificate) throws Unsound {
        try {
            return new JcaX509CertificateHolder(certificate);
        } catch (GeneralSecurityException malformed) {
            throw new Unsound("签名者的证书无法读取", "the signer's certificate is malformed");
        }
    }

    private static boolean isValid(X509CertificateHolder certificate, TimeStampToken token) throws Unsound {
        try {
            return certificate.isValidOn(token.getTimeStampInfo().getGenTime());
        } catch (RuntimeException malformed) {
            throw new Unsound("签名者的证书无法读取", "the signer's certificate is malformed");
        }
    }

    private static void sound(TimeStampToken token, X509Certificate certificate) throws Unsound {
        var holder = holder(certificate);
        try {
            TSPUtil.validateCertificate(holder);
        } catch (TSPException | RuntimeException otherUse) {
            throw new Unsound(
                    "签名者的证书不是专用于时间戳的（扩展密钥用途应只有 timeStamping，且为关键扩展）",
                    "the signer's certificate is not for time-stamping alone (a critical extended key usage)");
        }
        if (!isValid(holder, token)) {
            throw new Unsound(
                    "签名者的证书在时间戳的时间不在有效期内（" + certificate.getNotBefore().toInstant() + " 至 "
                            + certificate.getNotAfter().toInstant() + "）",
                    "the signer's certificate was not valid at the time of the time-stamp");
        }
        try {
            token.validate(new JcaSimpleSignerInfoVerifierBuilder()
                    .setProvider(Authorities.PROVIDER)
                    .build(holder));
        } catch (TSPException | OperatorCreationException | GeneralSecurityException | RuntimeException wrong) {
            throw new Unsound("时间戳的签名无效：内容被改过，或不是该证书签的", "the signature does not verify");
        }
    }
}
