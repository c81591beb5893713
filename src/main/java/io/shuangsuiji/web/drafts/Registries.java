package io.shuangsuiji.web.drafts;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shuangsuiji.plan.Quarter;
import io.shuangsuiji.policy.EditionStore;
import io.shuangsuiji.registry.RegistryFile;
import io.shuangsuiji.registry.RegistryReader;
import io.shuangsuiji.registry.Roster;
import io.shuangsuiji.registry.Staffing;
import io.shuangsuiji.sheets.file.FileFormat;
import io.shuangsuiji.web.ServiceConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.LocalDate;

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
     * @param digest SHA-256 of the file
     * @param officers how many officers there were then, or null
     * @param participatingOfficers how many of them take part, or null
     */
    // an older service kept the format too
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Card(String name, String digest, Integer officers, Integer participatingOfficers) {
        Card with(Staffing staffing) {
            return new Card(name, digest, staffing.officers(), staffing.participatingOfficers());
        }
    }

    /**
     * A registry to work an impact out over.
     *
     * @param card what is known of it
     * @param file where it lies
     */
    record Source(Card card, Path file) {
        /** As it is read: what its bytes say that it is. */
        RegistryFile registry() throws IOException {
            var source = io.shuangsuiji.sheets.Source.of(card.name(), file);
            return RegistryFile.of(source, FileFormat.of(source, null));
        }
    }

    private final ServiceConfig config;
    private final ObjectMapper json;

    private final EditionStore store;
    private final Clock clock;

    Registries(ServiceConfig config, ObjectMapper json, EditionStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
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
        var edition = store.catalog().inForceOn(LocalDate.now(clock));
        var staffing = Files.exists(roster) && edition.isPresent()
                ? Roster.read(io.shuangsuiji.sheets.Source.of(roster), edition.get())
                : null;
        return new Card(
                "样例名录库",
                Files.exists(sample) ? RegistryReader.digest(io.shuangsuiji.sheets.Source.of(sample)) : "",
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
        var source = io.shuangsuiji.sheets.Source.of(name, uploaded);
        // refused here, before anything is kept
        FileFormat.of(source, contentType);
        return new Source(new Card(name == null ? "名录库" : name, RegistryReader.digest(source), null, null), uploaded);
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
}
