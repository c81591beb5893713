package io.shuangsuiji.cli.draw;

import io.shuangsuiji.cli.console.CommandFailure;
import io.shuangsuiji.cli.console.Console;
import io.shuangsuiji.draw.run.Handed;
import io.shuangsuiji.draw.run.HandedDraw;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "review", description = "核对名录变动：新增、退出、变动各有原因，重复、没有执法队、不在任何抽样层的逐个列出；不能抽取时退出码为 1")
final class DrawReviewCommand extends Console implements Callable<Integer> {
    @Mixin
    private DrawOptions options;

    @Option(names = "--hash", paramLabel = "NAME", description = "摘要算法：SHA-256（默认）或 SM3")
    private String hash;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "把 review.json 写到这个文件夹")
    private Path output;

    @Override
    public Integer call() throws IOException {
        var texts = hash == null ? Map.<String, List<String>>of() : Map.of(Handed.HASH, List.of(hash));
        var reviewed = HandedDraw.review(options.handed(texts, null), options.inForce());
        Results.print(reviewed.review(), out());
        reviewed.problems().forEach(problem -> err().println("不能抽取  " + problem.pointer() + "  " + problem.detail()));
        if (output != null) {
            Results.write(output, Map.of("review.json", reviewed.review().bytes()), out());
        }
        return reviewed.problems().isEmpty() ? 0 : CommandFailure.FOUND;
    }
}
