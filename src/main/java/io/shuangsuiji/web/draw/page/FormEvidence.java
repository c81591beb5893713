package io.shuangsuiji.web.draw.page;

import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.draw.Commitment;
import io.shuangsuiji.draw.evidence.Evidence;
import io.shuangsuiji.draw.evidence.Grade;
import io.shuangsuiji.draw.verify.Published;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.web.draw.TrustedAuthorities;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** What a form brings to show that a commitment was published in time: time-stamps, and an address. */
@ApplicationScoped
class FormEvidence {
    static final String TIMESTAMP = "timestamp";
    static final String ADDRESS = "address";

    /** What is the page's own beside what a draw is made of. */
    static final Set<String> FIELDS = Set.of(TIMESTAMP, ADDRESS);

    /** A token has a few kilobytes. */
    private static final long LARGEST = 1L << 20;

    private final TrustedAuthorities authorities;

    FormEvidence(TrustedAuthorities authorities) {
        this.authorities = authorities;
    }

    /**
     * The evidence for a commitment.
     *
     * @throws InvalidInput where the address is none, or a file is too large for a time-stamp
     */
    Evidence of(Edition edition, Commitment commitment, FormFields form, List<FileUpload> timestamps) {
        var address = form.text(ADDRESS).strip();
        if (!address.isEmpty() && !Evidence.isAddress(address)) {
            throw FormFields.refused(
                    ADDRESS, "应为 http:// 或 https:// 开头的网址，收到「" + address + "」 / expected an address such as https://…");
        }
        return Evidence.of(
                commitment,
                timestamps.stream()
                        .filter(file -> file.size() > 0)
                        .map(FormEvidence::file)
                        .toList(),
                address.isEmpty() ? null : address,
                authorities.now(),
                Grade.of(edition));
    }

    private static Published.File file(FileUpload upload) {
        if (upload.size() > LARGEST) {
            throw FormFields.refused(TIMESTAMP, "「" + upload.fileName() + "」太大，不是时间戳 / too large for a time-stamp");
        }
        try {
            return new Published.File(upload.fileName(), Files.readAllBytes(upload.uploadedFile()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
