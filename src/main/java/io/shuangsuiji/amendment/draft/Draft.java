package io.shuangsuiji.amendment.draft;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.shuangsuiji.policy.Basis;
import io.shuangsuiji.policy.Digests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * One version of a draft: immutable, as it lies on the disk. Whatever happens to a draft makes a new version.
 *
 * @param id the draft's name, never used again
 * @param version from 1; edits name the version that they were made on
 * @param state where in the workflow it is
 * @param header what the draft is about
 * @param base the edition that it began from
 * @param baseDigest that edition's digest then
 * @param author who began it
 * @param editors everybody who wrote in it, the author included; none of them may approve it
 * @param createdAt when it was begun
 * @param changedBy who made this version
 * @param changedAt when
 * @param parent the version that an undo returns to, or null
 * @param repeats the version whose content this one has again after an undo or a redo; null where its content is its own
 * @param undone the versions that were taken back and not made again, the next to be made again first
 * @param words what this version changed
 * @param approval who approved exactly this, or null
 * @param published the edition that it became, or null
 * @param files SHA-256 of the edition's files, by name
 * @param scenarios SHA-256 of its scenario workbooks, by name
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Draft(
        String id,
        int version,
        State state,
        Header header,
        String base,
        String baseDigest,
        String author,
        SortedSet<String> editors,
        Instant createdAt,
        String changedBy,
        Instant changedAt,
        Integer parent,
        Integer repeats,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Integer> undone,
        List<String> words,
        Approval approval,
        String published,
        SortedMap<String, String> files,
        SortedMap<String, String> scenarios) {
    private static final Pattern ID = Pattern.compile("\\d{8}-[a-z0-9]{8}");
    private static final JsonMapper YAML = JsonMapper.builder(
                    new YAMLFactory().disable(YAMLGenerator.Feature.SPLIT_LINES))
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** Where a draft is in the workflow. */
    public enum State {
        DRAFTING("草稿"),
        SUBMITTED("送审"),
        APPROVED("已批准"),
        PUBLISHED("已发布"),
        DISCARDED("作废");

        private final String label;

        State(String label) {
            this.label = label;
        }

        /** Its Chinese name. */
        public String label() {
            return label;
        }
    }

    /**
     * What a draft is about.
     *
     * @param title the edition's title
     * @param documentNumber the document that it answers to (文号), or null
     * @param reason why the policy is changed
     * @param effectiveOn the first day on which it is to be in force, or null while that is open
     * @param revisionReason why a day already past, or null
     * @param document what else the edition says of itself, or null where that is as in the edition it began from
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Header(
            String title,
            String documentNumber,
            String reason,
            LocalDate effectiveOn,
            String revisionReason,
            Document document) {
        /** Of a draft whose edition says of itself what the one before says. */
        public Header(
                String title, String documentNumber, String reason, LocalDate effectiveOn, String revisionReason) {
            this(title, documentNumber, reason, effectiveOn, revisionReason, null);
        }
    }

    /**
     * What an edition says of itself beside its title and number.
     *
     * @param issuer who issues it, or null
     * @param basis the documents on which it rests
     * @param note anything that a reader should know, or null
     * @param own true for a plan of its own (另立的方案), which is no amendment of the edition that it began from
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Document(String issuer, List<Basis> basis, String note, boolean own) {
        /** Copies the list; a missing one is empty. */
        public Document {
            basis = basis == null ? List.of() : List.copyOf(basis);
        }
    }

    /** True for a plan of its own, which is no amendment of the edition that it began from. */
    @JsonIgnore
    public boolean isOwnPlan() {
        return header.document() != null && header.document().own();
    }

    /**
     * An approval; it holds for the digests that it names and for nothing else.
     *
     * @param by who approved
     * @param at when
     * @param draftDigest the draft
     * @param checkDigest the check report that was seen
     * @param impactDigest the impact report that was seen, or null where no registry was at hand
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Approval(String by, Instant at, String draftDigest, String checkDigest, String impactDigest) {}

    /** Copies what it holds. */
    public Draft {
        editors = Collections.unmodifiableSortedSet(new TreeSet<>(editors));
        undone = undone == null ? List.of() : List.copyOf(undone);
        words = words == null ? List.of() : List.copyOf(words);
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        scenarios = scenarios == null
                ? Collections.emptySortedMap()
                : Collections.unmodifiableSortedMap(new TreeMap<>(scenarios));
    }

    /** SHA-256 over all that would be published: the header, the files and the scenarios. */
    public String digest() {
        var text = new StringBuilder();
        var parts = new ArrayList<Object>(Arrays.asList(
                header.title(),
                header.documentNumber(),
                header.reason(),
                header.effectiveOn(),
                header.revisionReason(),
                base));
        // drafts of earlier releases have none, and keep their digests
        if (header.document() != null) {
            var document = header.document();
            parts.addAll(Arrays.asList(document.issuer(), document.note(), document.own()));
            document.basis().forEach(basis -> parts.addAll(Arrays.asList(basis.title(), basis.until())));
        }
        for (var part : parts) {
            var told = Objects.toString(part, "");
            text.append(part == null ? -1 : told.length())
                    .append(':')
                    .append(told)
                    .append('\n');
        }
        files.forEach((name, sha) ->
                text.append("file ").append(name).append(' ').append(sha).append('\n'));
        scenarios.forEach((name, sha) ->
                text.append("scenario ").append(name).append(' ').append(sha).append('\n'));
        return Digests.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The id where the text is one: it becomes part of a path. */
    static Optional<String> id(String text) {
        return text != null && ID.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }

    /** The version in which this content was first written. */
    public int origin() {
        return repeats == null ? version : repeats;
    }

    /** This version as the answer to a change that changed nothing: its own words are of a change before. */
    public Draft unchanged() {
        return new Draft(
                id,
                version,
                state,
                header,
                base,
                baseDigest,
                author,
                editors,
                createdAt,
                changedBy,
                changedAt,
                parent,
                repeats,
                undone,
                List.of("没有改动"),
                approval,
                published,
                files,
                scenarios);
    }

    byte[] toYaml() {
        try {
            return YAML.writeValueAsBytes(this);
        } catch (IOException ownRecord) {
            throw new IllegalStateException(ownRecord);
        }
    }

    static Draft fromYaml(byte[] yaml) throws IOException {
        return YAML.readValue(yaml, Draft.class);
    }

    /** The next version: changed by somebody, so that no approval holds any longer. */
    public Next next(String by, Instant at) {
        return new Next(this, by, at);
    }

    /** A version in the making. */
    public static final class Next {
        private final Draft before;
        private final String by;
        private final Instant at;
        private State state;
        private Header header;
        private SortedSet<String> editors;
        private Integer parent;
        private Integer repeats;
        private List<Integer> undone;
        private List<String> words = List.of();
        private Approval approval;
        private String published;
        private SortedMap<String, String> files;
        private SortedMap<String, String> scenarios;

        private Next(Draft before, String by, Instant at) {
            this.before = before;
            this.by = by;
            this.at = at;
            this.state = before.state();
            this.header = before.header();
            this.editors = before.editors();
            this.parent = before.parent();
            this.repeats = before.origin();
            this.undone = before.undone();
            this.files = before.files();
            this.scenarios = before.scenarios();
        }

        public Next state(State now) {
            state = now;
            return this;
        }

        public Next header(Header now) {
            header = now;
            return this;
        }

        /** Marks the change as one of content, by one more hand, which an undo takes back; what was undone before is gone. */
        public Next edited() {
            repeats = null;
            undone = List.of();
            return touched(before.version());
        }

        /** Marks that one more hand was at work, and no content changed. */
        public Next described() {
            return touched(before.parent());
        }

        /** Gives it again the content of an earlier version, by one more hand. */
        public Next repeating(Draft earlier, List<Integer> stillUndone) {
            files = earlier.files();
            scenarios = earlier.scenarios();
            repeats = earlier.origin();
            undone = stillUndone;
            return touched(earlier.parent());
        }

        private Next touched(Integer undo) {
            var hands = new TreeSet<>(editors);
            hands.add(by);
            editors = hands;
            parent = undo;
            state = State.DRAFTING;
            return this;
        }

        public Next words(List<String> told) {
            words = told;
            return this;
        }

        public Next approval(Approval now) {
            approval = now;
            return this;
        }

        public Next published(String edition) {
            published = edition;
            return this;
        }

        public Next files(SortedMap<String, String> now) {
            files = now;
            return this;
        }

        public Next scenarios(SortedMap<String, String> now) {
            scenarios = now;
            return this;
        }

        public Draft make() {
            return new Draft(
                    before.id(),
                    before.version() + 1,
                    state,
                    header,
                    before.base(),
                    before.baseDigest(),
                    before.author(),
                    editors,
                    before.createdAt(),
                    by,
                    at,
                    parent,
                    repeats,
                    undone,
                    words,
                    approval,
                    published,
                    files,
                    scenarios);
        }
    }
}
