package io.shuangsuiji.policy.document;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * What people have said of the document's sentences and of the rows that quote them ({@value #FILE} in an edition's
 * folder, which may be missing).
 *
 * @param organisational the sentences that ask nothing of the tables (组织性条款)
 * @param confirmed the rows that need no change though the document's words were changed
 */
public record Marks(List<Mark> organisational, List<Confirmed> confirmed) {
    /** The file in an edition's folder. */
    public static final String FILE = "document-marks.yaml";

    /** Of an edition in which nothing is marked. */
    public static final Marks NONE = new Marks(List.of(), List.of());

    private static final JsonMapper YAML = JsonMapper.builder(new YAMLFactory()
                    .disable(YAMLGenerator.Feature.SPLIT_LINES)
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER))
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build();

    /**
     * A sentence that somebody has found to ask nothing of the tables.
     *
     * @param sentence its {@linkplain Sentence#digest digest}
     * @param text the sentence, for whoever reads the file
     * @param by who
     * @param at when
     */
    public record Mark(String sentence, String text, String by, Instant at) {}

    /**
     * A row that somebody has found to need no change.
     *
     * @param file of the row
     * @param row its address
     * @param name what people call it
     * @param content the digest of what stood in it: a row that is changed later is no longer confirmed
     * @param by who
     * @param at when
     */
    public record Confirmed(String file, String row, String name, String content, String by, Instant at) {}

    /** Copies the lists; a missing one is empty. */
    public Marks {
        organisational = organisational == null ? List.of() : List.copyOf(organisational);
        confirmed = confirmed == null ? List.of() : List.copyOf(confirmed);
    }

    /**
     * The marks among an edition's files.
     *
     * @throws IOException where they cannot be read; says in what line and why, in both languages
     */
    public static Marks in(SortedMap<String, byte[]> files) throws IOException {
        var file = files.get(FILE);
        if (file == null) {
            return NONE;
        }
        try {
            var marks = YAML.readValue(file, Marks.class);
            if (marks == null) {
                return NONE;
            }
            if (marks.organisational().stream().allMatch(mark -> mark.sentence() != null && mark.by() != null)
                    && marks.confirmed().stream().allMatch(row -> row.row() != null && row.by() != null)) {
                return marks;
            }
        } catch (UnrecognizedPropertyException unknown) {
            throw new IOException(line(unknown) + "未知的键「" + unknown.getPropertyName() + "」，允许："
                    + unknown.getKnownPropertyIds() + " / unknown key " + unknown.getPropertyName());
        } catch (JsonProcessingException malformed) {
            throw new IOException(
                    line(malformed) + "不是合法的 YAML，或某个键的值不对 / not valid YAML, or a value of the wrong type");
        }
        throw new IOException("每条标记要有 sentence 或 row，和 by（何人） / a mark names its sentence or row, and who made it");
    }

    private static String line(JsonProcessingException problem) {
        return problem.getLocation() == null ? "" : "第 " + problem.getLocation().getLineNr() + " 行：";
    }

    /** The file. */
    public byte[] toYaml() {
        try {
            return YAML.writeValueAsBytes(this);
        } catch (IOException ownRecord) {
            throw new IllegalStateException(ownRecord);
        }
    }

    /** True where nothing is marked. */
    @JsonIgnore
    public boolean isEmpty() {
        return organisational.isEmpty() && confirmed.isEmpty();
    }

    /** The mark of a sentence. */
    public Optional<Mark> of(Sentence sentence) {
        var digest = sentence.digest();
        return organisational.stream()
                .filter(mark -> mark.sentence().equals(digest))
                .findFirst();
    }

    /** With a sentence marked, or with its mark taken away. */
    public Marks with(Sentence sentence, boolean marked, String by, Instant at) {
        var digest = sentence.digest();
        var marks = new ArrayList<>(organisational);
        if (marked && of(sentence).isEmpty()) {
            marks.add(new Mark(digest, sentence.text(), by, at));
        } else if (!marked) {
            marks.removeIf(mark -> mark.sentence().equals(digest));
        }
        return new Marks(marks, confirmed);
    }

    /** With a row confirmed, or not any more. */
    public Marks with(Confirmed row, boolean isConfirmed) {
        var rows = new ArrayList<>(confirmed);
        rows.removeIf(one -> one.file().equals(row.file()) && one.row().equals(row.row()));
        if (isConfirmed) {
            rows.add(row);
        }
        return new Marks(organisational, rows);
    }

    /** What still holds of another text: marks of sentences that it has as well. */
    public Marks of(DocumentText next) {
        return new Marks(
                organisational.stream()
                        .filter(mark -> digests(next).contains(mark.sentence()))
                        .toList(),
                List.of());
    }

    /** The marks of sentences that a text does not have. */
    public List<Mark> strayFrom(DocumentText document) {
        var digests = digests(document);
        return organisational.stream()
                .filter(mark -> !digests.contains(mark.sentence()))
                .toList();
    }

    private static Set<String> digests(DocumentText document) {
        return document.sentences().stream().map(Sentence::digest).collect(Collectors.toSet());
    }
}
