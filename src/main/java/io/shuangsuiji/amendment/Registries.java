package io.shuangsuiji.amendment;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.shuangsuiji.amendment.check.GeneratedRegistry;
import io.shuangsuiji.amendment.check.TrialPlan;
import io.shuangsuiji.files.PrivateFiles;
import io.shuangsuiji.policy.Digests;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.store.EditionStore;
import io.shuangsuiji.registry.RegistryFile;
import io.shuangsuiji.registry.RegistryReader;
import io.shuangsuiji.registry.Roster;
import io.shuangsuiji.registry.Samples;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.file.FileFormat;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The registry over which an impact was last worked out, kept beside the drafts; until there is one, the sample. */
public final class Registries {
    private static final JsonMapper JSON = new JsonMapper();
    private final Path kept;
    private final Path card;
    private final Samples samples;
    private final EditionStore store;
    private final Clock clock;

    /**
     * Kept in a folder, which is made when the first is kept.
     *
     * @param samples the sample registry and its roster
     * @param store by whose edition in force the sample roster is read
     */
    public Registries(Path folder, Samples samples, EditionStore store, Clock clock) {
        this.kept = folder.resolve("registry.bin");
        this.card = folder.resolve("registry.json");
        this.samples = samples;
        this.store = store;
        this.clock = clock;
    }

    /**
     * What is known of a registry.
     *
     * @param name what the file was called
     * @param digest SHA-256 of the file
     * @param parameters what was asked of its last plan, by name
     */
    // an older service kept the format too
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Card(String name, String digest, SortedMap<String, String> parameters) {
        /** A card that may have been kept without parameters. */
        public Card {
            parameters = parameters == null ? new TreeMap<>() : parameters;
        }
    }

    /**
     * A registry to work an impact out over.
     *
     * @param card what is known of it
     * @param path where it lies; null for one that was made up
     * @param made what was made up; else null
     */
    public record File(Card card, Path path, byte[] made) {
        /** As it is read: what its bytes say that it is. */
        RegistryFile registry() throws IOException {
            var source = path == null ? Source.of(card.name(), made) : Source.of(card.name(), path);
            return RegistryFile.of(source, FileFormat.of(source, null));
        }
    }

    /** What is known of the registry that was last used. */
    public synchronized Card current() throws IOException {
        if (Files.exists(card)) {
            return JSON.readValue(card.toFile(), Card.class);
        }
        var edition = store.catalog().inForceOn(LocalDate.now(clock));
        return new Card(
                "样例名录库",
                samples.any() ? RegistryReader.digest(Source.of(samples.registry())) : "",
                Files.exists(samples.roster()) && edition.isPresent()
                        ? Roster.read(Source.of(samples.roster()), edition.get())
                                .parameters()
                        : new TreeMap<>());
    }

    /** The registry that was last used. */
    public synchronized File last() throws IOException {
        return new File(current(), Files.exists(kept) ? kept : samples.registry(), null);
    }

    /** False where there is neither a registry that was used nor the sample. */
    public synchronized boolean any() {
        return Files.exists(kept) || samples.any();
    }

    /** Objects made up from what an edition declares: where no registry is at hand, or none that fits. */
    public File generated(Edition edition) throws IOException {
        var objects = new GeneratedRegistry(edition).file();
        return new File(
                new Card(GeneratedRegistry.NAME, Digests.of(objects), current().parameters()), null, objects);
    }

    /** The registry that was last used, for a trial plan; empty where none was. */
    synchronized Optional<TrialPlan.Registry> kept() throws IOException {
        if (!Files.exists(kept)) {
            return Optional.empty();
        }
        var file = last();
        var known = file.card();
        return Optional.of(new TrialPlan.Registry(
                known.name(), known.digest() + " " + known.parameters(), file.registry(), known.parameters()));
    }

    /** A registry that was sent; it takes the place of the last one only when an impact could be worked out. */
    public File sent(Path uploaded, String contentType, String name) throws IOException {
        var source = Source.of(name, uploaded);
        // refused here, before anything is kept
        FileFormat.of(source, contentType);
        return new File(
                new Card(name == null ? "名录库" : name, RegistryReader.digest(source), new TreeMap<>()), uploaded, null);
    }

    /** Keeps a registry that was used, with what was asked of its plan, to be offered next time; a period does not stay. */
    synchronized void keep(File used, SortedMap<String, String> given) throws IOException {
        if (used.path() == null) {
            return;
        }
        var parameters = new TreeMap<>(given);
        parameters.keySet().removeAll(List.of("quarter", "period", "evaluationDate"));
        if (!used.path().equals(last().path())) {
            PrivateFiles.folderOf(kept);
            var whole = Files.createTempFile(kept.getParent(), ".registry", ".tmp");
            try {
                // into the file that nobody else may read, where a copy would take on who may read the original
                try (var out = Files.newOutputStream(whole)) {
                    Files.copy(used.path(), out);
                }
                Files.move(whole, kept, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                // half a copy, where the disk was full
                Files.deleteIfExists(whole);
            }
        } else if (!Files.exists(card)) {
            return;
        }
        try (var out = Channels.newOutputStream(PrivateFiles.open(
                card, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING))) {
            JSON.writeValue(out, new Card(used.card().name(), used.card().digest(), parameters));
        }
    }
}
