package io.shuangsuiji.cli.draw;

import io.shuangsuiji.cli.console.Console;
import io.shuangsuiji.cli.console.FolderOptions;
import io.shuangsuiji.draw.Search;
import io.shuangsuiji.draw.run.DrawFiles;
import io.shuangsuiji.draw.run.Handed;
import io.shuangsuiji.draw.run.HandedDraw;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "commit", description = "作出承诺：公开随机数产生以前公布的文件")
final class DrawCommitCommand extends Console implements Callable<Integer> {
    @Mixin
    private DrawOptions options;

    @Option(names = "--secret", paramLabel = "FILE", required = true, description = "秘密数文件（draw secret 产生）")
    private Path secret;

    @Option(
            names = "--randomness",
            paramLabel = "SOURCE@DAY",
            required = true,
            description = "公开随机数和公布日期，如 名称@2024-01-02；几种合用就写几次，次序照写")
    private List<String> randomness;

    @Option(names = "--sequence", paramLabel = "N", description = "本时段第几次抽取（默认 1）")
    private String sequence;

    @Option(
            names = "--predecessor",
            paramLabel = "FILE|DIGEST",
            description = "本机关上一份承诺：commitment.json（核对次序、时段、随机数），或只写它的摘要；第一份没有")
    private String predecessor;

    @Option(names = "--replaces", paramLabel = "DIGEST", description = "所代替的作废抽取的承诺摘要")
    private String replaces;

    @Option(names = "--hash", paramLabel = "NAME", description = "摘要算法：SHA-256（默认）或 SM3")
    private String hash;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            required = true,
            description = "把 commitment.json 和 review.json 写到这个文件夹")
    private Path output;

    @Override
    public Integer call() throws IOException {
        Results.refuseExisting(output, List.of("commitment.json", "review.json"));
        var texts = new LinkedHashMap<String, List<String>>();
        texts.put(Handed.SECRET, List.of(DrawOptions.secret(secret)));
        texts.put(Handed.RANDOMNESS, randomness);
        put(texts, Handed.SEQUENCE, sequence);
        put(texts, Handed.PREDECESSOR, predecessor());
        put(texts, Handed.REPLACES, replaces);
        put(texts, Handed.HASH, hash);
        var committed = HandedDraw.commit(options.handed(texts, null), options.inForce(), FolderOptions.today());
        var commitment = committed.commitment();
        Results.write(output, DrawFiles.of(committed), out());
        Results.print(committed.review(), out());
        out().println(commitment.period() + " 第 " + commitment.sequence() + " 次抽取，共抽 "
                + commitment.strata().stream()
                        .mapToInt(sample -> sample.sampleSize())
                        .sum() + " 个；公开随机数 " + commitment.bits() + " 位：" + Search.inWords(commitment.bits()));
        out().println("承诺摘要 " + Results.grouped(commitment.digest()));
        out().println("请在 " + commitment.randomness().get(0).day()
                + " 以前公布 commitment.json；名录库、人员名录等文件原样保存，抽取时要用 / publish commitment.json before that day, and keep"
                + " the files as they are");
        return 0;
    }

    /** The file of that name, or what was written. */
    private String predecessor() throws IOException {
        return predecessor != null && Files.isRegularFile(Path.of(predecessor))
                ? Files.readString(Path.of(predecessor))
                : predecessor;
    }

    private static void put(LinkedHashMap<String, List<String>> texts, String name, String text) {
        if (text != null) {
            texts.put(name, List.of(text));
        }
    }
}
