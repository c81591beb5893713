package io.shuangsuiji.cli.draw;

import io.shuangsuiji.cli.console.Console;
import io.shuangsuiji.cli.console.FolderOptions;
import io.shuangsuiji.draw.run.DrawFiles;
import io.shuangsuiji.draw.run.DrawRun;
import io.shuangsuiji.draw.run.Handed;
import io.shuangsuiji.draw.run.HandedDraw;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "run", description = "按承诺抽取，结果写到文件夹；公开随机数没有产生的，用 --void 记为作废")
final class DrawRunCommand extends Console implements Callable<Integer> {
    @Mixin
    private DrawOptions options;

    @Option(names = "--commitment", paramLabel = "FILE", required = true, description = "公布的承诺 commitment.json")
    private Path commitment;

    @Option(names = "--secret", paramLabel = "FILE", required = true, description = "秘密数文件")
    private Path secret;

    @Option(names = "--randomness", paramLabel = "TEXT", description = "公开随机数的结果，照承诺的次序，每种写一次")
    private List<String> randomness = List.of();

    @Option(names = "--void", paramLabel = "WHY", description = "公开随机数出了什么问题；这次抽取作废，仍须公布")
    private String voided;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            required = true,
            description = "把结果写到这个文件夹")
    private Path output;

    @Override
    public Integer call() throws IOException {
        Results.refuseExisting(output, List.of("draw.json"));
        var texts = new LinkedHashMap<String, List<String>>();
        texts.put(Handed.SECRET, List.of(DrawOptions.secret(secret)));
        if (!randomness.isEmpty()) {
            texts.put(Handed.RANDOMNESS, randomness);
        }
        if (voided != null) {
            texts.put(Handed.VOID, List.of(voided));
        }
        var made = HandedDraw.draw(options.handed(texts, commitment), options.inForce(), FolderOptions.today());
        Results.write(output, DrawFiles.of(made), out());
        print(made);
        return 0;
    }

    private void print(DrawRun.Made made) {
        var draw = made.draw();
        out().println("承诺摘要 " + Results.grouped(draw.commitmentDigest()));
        out().println("抽取摘要 " + Results.grouped(draw.digest()));
        if (draw.voided() != null) {
            out().println("作废：" + draw.voided() + "；下一份承诺须写明代替它 / void: the next commitment replaces it");
            return;
        }
        out().println("公开随机数 " + String.join("；", draw.randomness()));
        draw.strata()
                .forEach(stratum -> out().println("  " + stratum.stratum() + "  抽取 "
                        + stratum.drawn().size() + "，备选 "
                        + stratum.substitutes().size() + "，共 "
                        + stratum.population()));
        made.tasks()
                .findings()
                .forEach(finding ->
                        out().println(finding.severity().word() + "  " + finding.rule() + "  " + finding.inWords()));
        out().flush();
    }
}
