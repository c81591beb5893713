package io.shuangsuiji.draw.evidence;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampToken;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/** A time-stamping authority of the tests' own, with a root that certifies it. */
final class TestAuthority {
    private static final Instant FROM = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant UNTIL = Instant.parse("2030-01-01T00:00:00Z");

    private final String signature;
    final X509Certificate root;
    final X509Certificate certificate;
    private final KeyPair keys;

    /** How its certificate is made. */
    record Manner(boolean usage, boolean critical, Instant until, boolean sm2) {
        static final Manner GOOD = new Manner(true, true, UNTIL, false);
    }

    TestAuthority(String name, Manner manner) throws Exception {
        signature = manner.sm2() ? "SM3withSM2" : "SHA256withECDSA";
        var generator = KeyPairGenerator.getInstance("EC", Authorities.PROVIDER);
        generator.initialize(new ECGenParameterSpec(manner.sm2() ? "sm2p256v1" : "secp256r1"));
        var rootKeys = generator.generateKeyPair();
        keys = generator.generateKeyPair();
        var rootName = new X500Name("CN=" + name + " root");
        var rootBuilder = new JcaX509v3CertificateBuilder(
                rootName, BigInteger.ONE, Date.from(FROM), Date.from(UNTIL), rootName, rootKeys.getPublic());
        rootBuilder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        var signer = new JcaContentSignerBuilder(signature)
                .setProvider(Authorities.PROVIDER)
                .build(rootKeys.getPrivate());
        var converter = new JcaX509CertificateConverter().setProvider(Authorities.PROVIDER);
        root = converter.getCertificate(rootBuilder.build(signer));
        var builder = new JcaX509v3CertificateBuilder(
                rootName,
                BigInteger.TWO,
                Date.from(FROM),
                Date.from(manner.until()),
                new X500Name("CN=" + name),
                keys.getPublic());
        if (manner.usage()) {
            builder.addExtension(
                    Extension.extendedKeyUsage,
                    manner.critical(),
                    new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
        }
        certificate = converter.getCertificate(builder.build(signer));
    }

    static TestAuthority good(String name) throws Exception {
        return new TestAuthority(name, Manner.GOOD);
    }

    /** The content of a sound token signed anew by this authority, whatever its certificate is for. */
    byte[] signedAnew(byte[] token) throws Exception {
        var content = new TimeStampToken(ContentInfo.getInstance(token))
                .getTimeStampInfo()
                .getEncoded();
        var digests = new JcaDigestCalculatorProviderBuilder()
                .setProvider(Authorities.PROVIDER)
                .build();
        var own = new ESSCertIDv2(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        var attribute = new Attribute(
                PKCSObjectIdentifiers.id_aa_signingCertificateV2, new DERSet(new SigningCertificateV2(own)));
        var generator = new CMSSignedDataGenerator();
        generator.addSignerInfoGenerator(new JcaSignerInfoGeneratorBuilder(digests)
                .setSignedAttributeGenerator(
                        new DefaultSignedAttributeTableGenerator(new AttributeTable(new DERSet(attribute))))
                .build(
                        new JcaContentSignerBuilder(signature)
                                .setProvider(Authorities.PROVIDER)
                                .build(keys.getPrivate()),
                        certificate));
        generator.addCertificates(new JcaCertStore(List.of(certificate)));
        return generator
                .generate(new CMSProcessableByteArray(PKCSObjectIdentifiers.id_ct_TSTInfo, content), true)
                .getEncoded();
    }

    byte[] stamp(byte[] document, String time) throws Exception {
        return stamp(document, time, TSPAlgorithms.SHA256, "SHA-256", true, certificate);
    }

    /** A token; {@code as} is whose certificate it claims to be signed with. */
    byte[] stamp(
            byte[] document,
            String time,
            ASN1ObjectIdentifier algorithm,
            String digest,
            boolean withCertificate,
            X509Certificate as)
            throws Exception {
        var digests = new JcaDigestCalculatorProviderBuilder()
                .setProvider(Authorities.PROVIDER)
                .build();
        var info = new JcaSignerInfoGeneratorBuilder(digests)
                .build(
                        new JcaContentSignerBuilder(signature)
                                .setProvider(Authorities.PROVIDER)
                                .build(keys.getPrivate()),
                        as);
        var generator = new TimeStampTokenGenerator(
                info,
                digests.get(new AlgorithmIdentifier(TSPAlgorithms.SHA256)),
                new ASN1ObjectIdentifier("1.2.3.4.1"));
        if (withCertificate) {
            generator.addCertificates(new JcaCertStore(List.of(as)));
        }
        var requests = new TimeStampRequestGenerator();
        requests.setCertReq(withCertificate);
        var imprint = MessageDigest.getInstance(digest, Authorities.PROVIDER).digest(document);
        return generator
                .generate(requests.generate(algorithm, imprint), BigInteger.TEN, Date.from(Instant.parse(time)))
                .getEncoded();
    }
}
