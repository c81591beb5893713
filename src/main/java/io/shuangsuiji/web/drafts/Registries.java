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

    private final ServiceConfig config;
    private final ObjectMapper json;

    Registries(ServiceConfig config, ObjectMapper json) {
        this.config = config;
        this.json = json;
    }

    /** The registry that an impact is worked out over unless another is given. */
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

    /** The file of {@link #current()}. */
    synchronized Path file() {
        var kept = folder().resolve(FILE);
        return Files.exists(kept) ? kept : config.samples().resolve(SAMPLE);
    }

    /** Keeps an uploaded registry in the place of the last one. */
    synchronized Card keep(Path uploaded, String contentType, String name) throws IOException {
        var format = RegistryFormat.detect(uploaded, contentType, name);
        Files.createDirectories(folder());
        var kept = Files.createTempFile(folder(), ".registry", ".tmp");
        Files.copy(uploaded, kept, StandardCopyOption.REPLACE_EXISTING);
        Files.move(kept, folder().resolve(FILE), StandardCopyOption.REPLACE_EXISTING);
        var card = new Card(name == null ? "名录库" : name, format, digest(folder().resolve(FILE)), null, null);
        json.writeValue(folder().resolve(CARD).toFile(), card);
        return card;
    }

    /** Remembers the officers, to be offered next time. */
    synchronized void remember(Staffing staffing) throws IOException {
        if (Files.exists(folder().resolve(CARD))) {
            json.writeValue(folder().resolve(CARD).toFile(), current().with(staffing));
        }
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
