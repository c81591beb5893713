package io.shuangsuiji.cli.draw;

import io.shuangsuiji.cli.console.Console;
import io.shuangsuiji.cli.console.FolderOptions;
import io.shuangsuiji.draw.Secret;
import io.shuangsuiji.draw.run.Handed;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.sheets.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** The files that a draw is made of, given alike to each of its commands. */
final class DrawOptions extends FolderOptions {
    /** A secret and its line end. */
    private static final long LARGEST_SECRET = 4096;

    @Option(names = "--registry", paramLabel = "FILE", required = true, description = "检查对象名录库：CSV、XLSX、JSON 或 NDJSON")
    private Path registry;

    @Option(names = "--previous", paramLabel = "FILE", description = "上一时段的名录库；首次抽取没有")
    private Path previous;

    @Option(names = "--roster", paramLabel = "FILE", description = "检查人员名录")
    private Path roster;

    @Option(names = "--history", paramLabel = "FILE", description = "本年抽中过的对象；没有就不写")
    private Path history;

    @Option(
            names = {"--period", "--quarter"},
            paramLabel = "PERIOD",
            description = "时段：2024Q1、2024M03、2024H1、2024；抽取时以承诺为准，可不写")
    private String period;

    @Option(names = "--set", paramLabel = "NAME=VALUE", description = "方案的参数，可写多次；人数不写时按检查人员名录清点，抽取时以承诺为准")
    private Map<String, String> set = Map.of();

    /**
     * All that is handed in.
     *
     * @param more further texts by name; null and empty ones are left out
     * @param commitment the commitment's file, or null
     */
    Handed handed(Map<String, List<String>> more, Path commitment) {
        var texts = new LinkedHashMap<String, List<String>>();
        set.forEach((name, value) -> texts.put(name, List.of(value)));
        if (period != null) {
            texts.put("period", List.of(period));
        }
        texts.putAll(more);
        var files = new LinkedHashMap<String, List<Source>>();
        put(files, Handed.REGISTRY, registry);
        put(files, Handed.PREVIOUS, previous);
        put(files, Handed.ROSTER, roster);
        put(files, Handed.HISTORY, history);
        put(files, Handed.COMMITMENT, commitment);
        return new Handed(texts, files);
    }

    private static void put(Map<String, List<Source>> files, String name, Path file) {
        if (file != null) {
            Console.require(file);
            files.put(name, List.of(Source.of(file)));
        }
    }

    /** A secret is never an argument, which others on the machine would see. */
    static String secret(Path file) throws IOException {
        if (!Files.exists(file) && Secret.isWritten(file.toString())) {
            throw Console.wrong("--secret 后面写文件名，不写秘密数：命令行别人看得到，这个秘密数不要再用了 / give the file, not the"
                    + " secret: others see a command line; make a new one");
        }
        Console.require(file);
        if (Files.size(file) > LARGEST_SECRET) {
            throw Console.wrong("不是秘密数的文件：" + file + " / this is no file of a secret");
        }
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    /** The edition that is in force on a day. */
    Function<LocalDate, Edition> inForce() {
        var catalog = catalog();
        return day -> catalog.inForceOn(day)
                .orElseThrow(() -> Console.wrong(day + " 没有生效的版本 / no edition is in force on " + day));
    }
}
