package io.shuangsuiji.draw.run;

import io.shuangsuiji.draw.crew.SubstituteList;
import io.shuangsuiji.draw.crew.TaskList;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/** The documents of a draw as files, by name, in the order in which people look at them. */
public final class DrawFiles {
    private static final String TASKS = "任务清单";

    private DrawFiles() {}

    /** What is kept of a commitment: the commitment is published, the review is the bureau's. */
    public static Map<String, byte[]> of(DrawRun.Committed committed) {
        var files = new LinkedHashMap<String, byte[]>();
        files.put("commitment.json", committed.commitment().bytes());
        files.put("review.json", committed.review().bytes());
        return files;
    }

    /**
     * All that a draw gives; one that is void has no tasks.
     *
     * @throws IOException where a workbook cannot be written
     */
    public static Map<String, byte[]> of(DrawRun.Made made) throws IOException {
        var files = new LinkedHashMap<String, byte[]>();
        files.put("commitment.json", made.draw().commitment().bytes());
        files.put("draw.json", made.draw().bytes());
        files.put("review.json", made.review().bytes());
        if (made.tasks() != null) {
            files.put("tasks.json", made.tasks().bytes());
            var list = new TaskList(made.edition(), made.tasks(), knownOn(made));
            files.put(TASKS + ".csv", list.csv());
            var workbook = new ByteArrayOutputStream();
            list.xlsx(workbook, TASKS);
            files.put(TASKS + ".xlsx", workbook.toByteArray());
            files.put("备选.csv", new SubstituteList(made.edition(), made.tasks()).csv());
        }
        return files;
    }

    /** The day on which the last of the randomness was known: from then on all was settled, whenever somebody worked it out. */
    private static LocalDate knownOn(DrawRun.Made made) {
        return made.draw().commitment().randomness().stream()
                .map(source -> LocalDate.parse(source.day()))
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /** The same as one JSON document, each member to the byte as its file has it. */
    public static byte[] json(DrawRun.Made made) {
        return ("{\"draw\":" + text(made.draw().bytes())
                        + ",\"review\":" + text(made.review().bytes())
                        + ",\"tasks\":"
                        + (made.tasks() == null ? "null" : text(made.tasks().bytes()))
                        + "}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] document) {
        return new String(document, StandardCharsets.UTF_8);
    }
}
