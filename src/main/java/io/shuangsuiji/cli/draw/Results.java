package io.shuangsuiji.cli.draw;

import io.shuangsuiji.cli.console.BatchFiles;
import io.shuangsuiji.cli.console.Console;
import io.shuangsuiji.draw.review.PoolReview;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Writes what a command of the draw gives. */
final class Results {
    private static final int SHOWN = 20;

    private Results() {}

    /** Refuses a folder that holds one of the files already: what was published is never written over. */
    static void refuseExisting(Path folder, Iterable<String> names) {
        for (var name : names) {
            if (Files.exists(folder.resolve(name))) {
                throw Console.wrong(
                        "文件已存在，没有改动：" + folder.resolve(name) + " / the file exists already and was not changed");
            }
        }
    }

    /** Writes files into a folder, which is made where there is none. */
    static void write(Path folder, Map<String, byte[]> files, PrintWriter out) throws IOException {
        refuseExisting(folder, files.keySet());
        Files.createDirectories(folder);
        for (var file : files.entrySet()) {
            BatchFiles.write(folder.resolve(file.getKey()), to -> {
                to.write(file.getValue());
                return null;
            });
            out.println("已写入 " + folder.resolve(file.getKey()));
        }
    }

    /** A digest as it is read aloud: in groups of four. */
    static String grouped(String digest) {
        return digest.replaceAll("(.{4})(?=.)", "$1 ");
    }

    /** What the review says, of many objects the first. */
    static void print(PoolReview review, PrintWriter out) {
        out.println("名录变动：抽取池共 " + review.size() + " 个对象，摘要 " + review.digest());
        review.counts().forEach((kind, count) -> {
            out.println("  " + kind.word() + "  " + count);
            review.rows().stream()
                    .filter(row -> row.kind() == kind)
                    .limit(SHOWN)
                    .forEach(row -> out.println("    " + (row.id() == null ? "" : row.id() + "  ")
                            + (row.name() == null ? "" : row.name() + "  ")
                            + String.join("；", row.reasons())));
            if (count > SHOWN) {
                out.println("    …… 另有 " + (count - SHOWN) + " 个，见 review.json");
            }
        });
        out.flush();
    }
}
