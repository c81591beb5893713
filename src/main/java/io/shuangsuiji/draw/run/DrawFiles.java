package io.shuangsuiji.draw.run;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The documents of a draw as files, by name, in the order in which people look at them. */
public final class DrawFiles {
    private DrawFiles() {}

    /** What is kept of a commitment: the commitment is published, the review is the bureau's. */
    public static Map<String, byte[]> of(DrawRun.Committed committed) {
        var files = new LinkedHashMap<String, byte[]>();
        files.put("commitment.json", committed.commitment().bytes());
        files.put("review.json", committed.review().bytes());
        return files;
    }

    /** All that a draw gives; one that is void has no tasks. */
    public static Map<String, byte[]> of(DrawRun.Made made) {
        var files = new LinkedHashMap<String, byte[]>();
        files.put("commitment.json", made.draw().commitment().bytes());
        files.put("draw.json", made.draw().bytes());
        files.put("review.json", made.review().bytes());
        if (made.tasks() != null) {
            files.put("tasks.json", made.tasks().bytes());
        }
        return files;
    }

    /** The same as one JSON document, each member to the byte as its file has it. */
    public static byte[] json(DrawRun.Made made) {
        return ("{\"draw\":" + text(made.draw().bytes())
                        + ",\"review\":" + text(made.review().bytes())
                        + ",\"tasks\":" + (made.tasks() == null ? "null" : text(made.tasks().bytes()))
                        + "}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] document) {
        return new String(document, StandardCharsets.UTF_8);
    }
}
