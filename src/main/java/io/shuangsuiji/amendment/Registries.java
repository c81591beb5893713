package io.shuangsuiji.amendment;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.shuangsuiji.amendment.check.TrialPlan;
import io.shuangsuiji.amendment.draft.Draft;
import io.shuangsuiji.files.PrivateFiles;
import io.shuangsuiji.plan.PlanRequest;
import io.shuangsuiji.plan.Quarter;
import io.shuangsuiji.policy.store.EditionStore;
import io.shuangsuiji.registry.RegistryFile;
import io.shuangsuiji.registry.RegistryReader;
import io.shuangsuiji.registry.Roster;
import io.shuangsuiji.registry.Staffing;
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
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The registry over which an impact was last worked out, kept beside the drafts; until there is one, the sample. */
public final class Registries {
    private static final JsonMapper JSON = new JsonMapper();
    private final Path kept;
    private final Path card;
    private final Path sample;
    private final Path sampleRoster;
    private final EditionStore store;
    private final Clock clock;

    /**
     * Kept in a folder, which is made when the first is kept.
     *
     * @param samples the folder of the sample registry and its roster
     * @param store by whose edition in force the sample roster is read
     */
    public Registries(Path folder, Path samples, EditionStore store, Clock clock) {
        this.kept = folder.resolve("registry.bin");
        this.card = folder.resolve("registry.json");
        this.sample = samples.resolve("registry.csv");
        this.sampleRoster = samples.resolve("staffing.csv");
        this.store = store;
        this.clock = clock;
    }

    /**
     * What is known of a registry.
     *
     * @param name what the file was called
     * @param digest SHA-256 of the file
     * @param officers how many officers there were then, or null
     * @param participatingOfficers how many of them take part, or null
     */
    // an older service kept the format too
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Card(String name, String digest, Integer officers, Integer participatingOfficers) {
        private Card with(Staffing staffing) {
            return new Card(name, digest, staffing.officers(), staffing.participatingOfficers());
        }

        /** The parameters of a plan that nobody has given, blank where there is none: the quarter is that of the draft's first day. */
        public Map<String, String> defaults(Draft draft, LocalDate today) {
            var day = draft.header().effectiveOn();
            return Map.of(
                    "quarter",
                    Quarter.of(day == null || day.isBefore(today) ? today : day).toString(),
                    "officers",
                    Objects.toString(officers, ""),
                    "participatingOfficers",
                    Objects.toString(participatingOfficers, ""),
                    "evaluationDate",
                    today.toString());
        }

        /**
         * What is asked of the plans of an impact.
         *
         * @param given gives the text of a parameter, null or blank where it was not given
         * @throws io.shuangsuiji.decision.input.InvalidInput where a parameter cannot be read
         */
        public PlanRequest request(Draft draft, UnaryOperator<String> given, LocalDate today) {
            var defaults = defaults(draft, today);
            return PlanRequest.read(
                    name -> {
                        var text = given.apply(name);
                        return text == null || text.isBlank() ? defaults.get(name) : text;
                    },
                    today);
        }
    }

    /**
     * A registry to work an impact out over.
     *
     * @param card what is known of it
     * @param path where it lies
     */
    public record File(Card card, Path path) {
        /** As it is read: what its bytes say that it is. */
        RegistryFile registry() throws IOException {
            var source = Source.of(card.name(), path);
            return RegistryFile.of(source, FileFormat.of(source, null));
        }
    }

    /** What is known of the registry that was last used. */
    public synchronized Card current() throws IOException {
        if (Files.exists(card)) {
            return JSON.readValue(card.toFile(), Card.class);
        }
        var edition = store.catalog().inForceOn(LocalDate.now(clock));
        var known = new Card("样例名录库", Files.exists(sample) ? RegistryReader.digest(Source.of(sample)) : "", null, null);
        return Files.exists(sampleRoster) && edition.isPresent()
                ? known.with(Roster.read(Source.of(sampleRoster), edition.get()))
                : known;
    }

    /** The registry that was last used. */
    public synchronized File last() throws IOException {
        return new File(current(), Files.exists(kept) ? kept : sample);
    }

    /** The registry that was last used, for a trial plan; empty where none was. */
    synchronized Optional<TrialPlan.Registry> kept() throws IOException {
        if (!Files.exists(kept)) {
            return Optional.empty();
        }
        var file = last();
        var known = file.card();
        int officers = known.officers() == null ? 0 : known.officers();
        return Optional.of(new TrialPlan.Registry(
                known.name(),
                known.digest() + " " + officers,
                file.registry(),
                new Staffing(officers, known.participatingOfficers())));
    }

    /** A registry that was sent; it takes the place of the last one only when an impact could be worked out. */
    public File sent(Path uploaded, String contentType, String name) throws IOException {
        var source = Source.of(name, uploaded);
        // refused here, before anything is kept
        FileFormat.of(source, contentType);
        return new File(new Card(name == null ? "名录库" : name, RegistryReader.digest(source), null, null), uploaded);
    }

    /** Keeps a registry that was used, with the officers, to be offered next time. */
    synchronized void keep(File used, Staffing staffing) throws IOException {
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
            JSON.writeValue(out, used.card().with(staffing));
        }
    }
}
