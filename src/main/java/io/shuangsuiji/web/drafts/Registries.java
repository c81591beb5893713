package io.shuangsuiji.web.drafts;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.shuangsuiji.plan.Quarter;
import io.shuangsuiji.registry.RegistryFormat;
import io.shuangsuiji.registry.Roster;
import io.shuangsuiji.registry.Staffing;
import io.shuangsuiji.web.ServiceConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;

/** The registry over which an impact was last worked out, kept beside the drafts; until there is one, the sample. */
@ApplicationScoped
class Registries {
    private static final String SAMPLE = "registry.csv";
    private static final String FILE = "registry.bin";
    private static final String CARD = "registry.json";

    /**
     * A registry at hand.
     *
     * @param name what the file was called
     * @param format in which it is read
     * @param digest SHA-256 of the file
     * @param officers how many officers there were then, or null
     * @param participatingOfficers how many of them take part, or null
     */
    record Card(String name, RegistryFormat format, String digest, Integer officers, Integer participatingOfficers) {
        Card with(Staffing staffing) {
            return new Card(name, format, digest, staffing.officers(), staffing.participatingOfficers());
        }
    }

    /**
     * A registry to work an impact out over.
     *
     * @param card what is known of it
     * @param file where it lies
     */
    record Source(Card card, Path file) {}

    private final ServiceConfig config;
    private final ObjectMapper json;

    Registries(ServiceConfig config, ObjectMapper json) {
        this.config = config;
        this.json = json;
    }

    /** What is known of the registry that an impact is worked out over unless another is given. */
    synchronized Card current() throws IOException {
        if (Files.exists(folder().resolve(CARD))) {
            return json.readValue(folder().resolve(CARD).toFile(), Card.class);
        }
        var sample = config.samples().resolve(SAMPLE);
        var roster = config.samples().resolve("staffing.csv");
        var staffing = Files.exists(roster) ? Roster.read(roster) : null;
        return new Card(
                "样例名录库",
                RegistryFormat.CSV,
                Files.exists(sample) ? digest(sample) : "",
                staffing == null ? null : staffing.officers(),
                staffing == null ? null : staffing.participatingOfficers());
    }

    /** The registry that was last used. */
    synchronized Source last() throws IOException {
        var kept = folder().resolve(FILE);
        return new Source(
                current(), Files.exists(kept) ? kept : config.samples().resolve(SAMPLE));
    }

    /** A registry that was sent; it takes the place of the last one only when an impact could be worked out. */
    Source sent(Path uploaded, String contentType, String name) throws IOException {
        var format = RegistryFormat.detect(uploaded, contentType, name);
        return new Source(new Card(name == null ? "名录库" : name, format, digest(uploaded), null, null), uploaded);
    }

    /** Keeps a registry that was used, with the officers, to be offered next time. */
    synchronized void keep(Source used, Staffing staffing) throws IOException {
        var last = last();
        if (!used.file().equals(last.file())) {
            Files.createDirectories(folder());
            var kept = Files.createTempFile(folder(), ".registry", ".tmp");
            Files.copy(used.file(), kept, StandardCopyOption.REPLACE_EXISTING);
            Files.move(kept, folder().resolve(FILE), StandardCopyOption.REPLACE_EXISTING);
        } else if (!Files.exists(folder().resolve(CARD))) {
            return;
        }
        json.writeValue(folder().resolve(CARD).toFile(), used.card().with(staffing));
    }

    /** The quarter that an impact is worked out for unless another is given: that of the first day in force. */
    static Quarter quarter(LocalDate effectiveOn, LocalDate today) {
        return Quarter.of(effectiveOn == null || effectiveOn.isBefore(today) ? today : effectiveOn);
    }

    private Path folder() {
        return config.drafts().resolve("registry");
    }

    private static String digest(Path file) throws IOException {
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of()
                    .formatHex(((DigestInputStream) in).getMessageDigest().digest());
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
