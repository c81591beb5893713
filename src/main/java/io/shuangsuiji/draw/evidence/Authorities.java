package io.shuangsuiji.draw.evidence;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * The time-stamping authorities that an operator trusts (时间戳机构). Whether a certificate was revoked is not asked: that
 * needs the network, and an answer must not depend on it.
 *
 * @param certificates of authorities, or of those who certify them
 */
public record Authorities(List<X509Certificate> certificates) {
    static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

    /** None. */
    public static final Authorities NONE = new Authorities(List.of());

    /**
     * The certificates in a folder's files {@code .pem}, {@code .crt} and {@code .cer}, several in a file where need be.
     *
     * @throws IOException where the folder cannot be read, or a file holds no certificate: the message names it
     */
    public static Authorities in(Path folder) throws IOException {
        var certificates = new ArrayList<X509Certificate>();
        try (var files = Files.list(folder)) {
            for (var file : files.filter(Authorities::isCertificate).sorted().toList()) {
                certificates.addAll(certificates(file));
            }
        }
        return new Authorities(List.copyOf(certificates));
    }

    private static boolean isCertificate(Path file) {
        var name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".pem") || name.endsWith(".crt") || name.endsWith(".cer");
    }

    private static List<X509Certificate> certificates(Path file) throws IOException {
        try {
            var found = CertificateFactory.getInstance("X.509", PROVIDER)
                    .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)));
            if (found.isEmpty()) {
                throw new IOException("没有证书：" + file + " / no certificate in " + file);
            }
            return found.stream().map(X509Certificate.class::cast).toList();
        } catch (GeneralSecurityException malformed) {
            throw new IOException("证书无法读取：" + file + " / unreadable certificate: " + file, malformed);
        }
    }

    /**
     * The trusted authority to which a certificate leads.
     *
     * @param others certificates that may lie between
     * @return empty where it leads to none that is trusted, or none that was valid at that time
     */
    Optional<X509Certificate> trusted(X509Certificate certificate, Collection<X509Certificate> others, Date at) {
        if (certificates.contains(certificate)) {
            return Optional.of(certificate);
        }
        if (certificates.isEmpty()) {
            return Optional.empty();
        }
        try {
            Set<TrustAnchor> anchors = certificates.stream()
                    .map(each -> new TrustAnchor(each, null))
                    .collect(Collectors.toSet());
            var target = new X509CertSelector();
            target.setCertificate(certificate);
            var parameters = new PKIXBuilderParameters(anchors, target);
            parameters.setRevocationEnabled(false);
            parameters.setDate(at);
            var all = new ArrayList<>(others);
            all.add(certificate);
            parameters.addCertStore(
                    CertStore.getInstance("Collection", new CollectionCertStoreParameters(all), PROVIDER));
            var path = (PKIXCertPathBuilderResult)
                    CertPathBuilder.getInstance("PKIX", PROVIDER).build(parameters);
            return Optional.of(path.getTrustAnchor().getTrustedCert());
        } catch (GeneralSecurityException noPath) {
            return Optional.empty();
        }
    }
}
