package io.shuangsuiji.scenario.mutation;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The mutants that no input can tell from the edition, each with its reason.
 *
 * @param entries the mutants
 */
public record Equivalents(List<Entry> entries) {
    /** None. */
    public static final Equivalents NONE = new Equivalents(List.of());

    /** Where a folder of workbooks has its list. */
    public static final String FILE = "equivalents.yaml";

    private static final JsonMapper YAML = JsonMapper.builder(new YAMLFactory())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /**
     * A mutant, as a report names it.
     *
     * @param place the table and row, or the table alone for all its rows
     * @param cell the column; null for all changes of the row
     * @param to what the cell says in the mutant; null for all changes of the cell
     * @param reason why no input tells them apart
     */
    public record Entry(String place, String cell, String to, String reason) {
        public boolean covers(Mutant mutant) {
            return (mutant.place().equals(place) || mutant.place().startsWith(place + " 第 "))
                    && (cell == null || mutant.cell().equals(cell))
                    && (to == null || mutant.to().equals(to));
        }
    }

    /** Reads the list of a folder; none where it has none. */
    public static Equivalents in(Path folder) throws IOException {
        var file = folder.resolve(FILE);
        return Files.exists(file) ? new Equivalents(List.of(YAML.readValue(file.toFile(), Entry[].class))) : NONE;
    }

    Optional<Entry> of(Mutant mutant) {
        return entries.stream().filter(entry -> entry.covers(mutant)).findFirst();
    }
}
