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
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;

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
        var documents = new LinkedHashMap<String, Callable<byte[]>>();
        documents.put("commitment.json", made.draw().commitment()::bytes);
        documents.put("draw.json", made.draw()::bytes);
        documents.put("review.json", made.review()::bytes);
        if (made.tasks() != null) {
            documents.put("tasks.json", made.tasks()::bytes);
            var list = new TaskList(made.edition(), made.tasks(), knownOn(made));
            documents.put(TASKS + ".csv", list::csv);
            documents.put(TASKS + ".xlsx", () -> {
                var workbook = new ByteArrayOutputStream();
                list.xlsx(workbook, TASKS);
                return workbook.toByteArray();
            });
            documents.put("备选.csv", new SubstituteList(made.edition(), made.tasks())::csv);
        }
        return written(documents);
    }

    /** All of them; those of a large draw are worth a thread each. */
    private static Map<String, byte[]> written(Map<String, Callable<byte[]>> documents) throws IOException {
        var running = new LinkedHashMap<String, ForkJoinTask<byte[]>>();
        documents.forEach(
                (name, document) -> running.put(name, ForkJoinPool.commonPool().submit(document)));
        var files = new LinkedHashMap<String, byte[]>();
        for (var document : running.entrySet()) {
            try {
                files.put(document.getKey(), document.getValue().join());
            } catch (RuntimeException failed) {
                if (failed.getCause() instanceof IOException cause) {
                    throw cause;
                }
                throw failed;
            }
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
