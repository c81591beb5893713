package io.shuangsuiji.amendment.start;

import io.shuangsuiji.amendment.draft.Draft.Header;
import io.shuangsuiji.amendment.draft.EditionFolder;
import io.shuangsuiji.amendment.draft.EditionYaml;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.EditionFiles;
import io.shuangsuiji.policy.EditionName;
import io.shuangsuiji.policy.compile.EditionCompiler;
import io.shuangsuiji.policy.document.DocumentText;
import io.shuangsuiji.policy.document.Marks;
import io.shuangsuiji.scenario.mutation.StarterScenarios;
import java.io.IOException;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * With what a plan of its own begins (另立一套方案): its own title, issuer, basis and note, tables to fill in, and a first
 * workbook of scenarios made from these.
 *
 * @param base the edition from which it is begun
 * @param kind how much of that is taken over
 */
public record NewPlan(Edition base, Kind kind) {
    /** How much is taken over of the edition from which a plan is begun. */
    public enum Kind {
        /** All tables, as they are. */
        COPY("照版本 %s 的表格"),
        /** None: the least tables that an edition must have. */
        SKELETON("从最少的空表");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    /** How it was begun, in words. */
    public String words(EditionName from) {
        return String.format(kind.words, from);
    }

    /** What the draft begins with. */
    public EditionFolder begin(EditionFolder from, Header header) throws IOException {
        var files = new TreeMap<String, byte[]>();
        files.put(EditionYaml.FILE, EditionYaml.begun(header));
        if (kind == Kind.COPY) {
            // the tables quote the document until the plan brings its own
            var taken = Set.of(DocumentText.FILE, Marks.FILE);
            from.files().forEach((name, bytes) -> {
                if (name.endsWith(".dmn") || name.endsWith(".drl") || taken.contains(name)) {
                    files.put(name, bytes);
                }
            });
        } else {
            files.putAll(Skeleton.of(base));
        }
        return new EditionFolder(files, scenarios(files));
    }

    private SortedMap<String, byte[]> scenarios(SortedMap<String, byte[]> files) {
        var edition = kind == Kind.COPY ? base : compiled(files);
        var scenarios = new TreeMap<String, byte[]>();
        if (edition != null) {
            StarterScenarios.of(edition).ifPresent(workbook -> scenarios.put(StarterScenarios.FILE, workbook));
        }
        return scenarios;
    }

    private Edition compiled(SortedMap<String, byte[]> files) {
        var rules = EditionFiles.rules(base.files());
        return new EditionCompiler().compile(base.name(), files, rules).edition();
    }
}
