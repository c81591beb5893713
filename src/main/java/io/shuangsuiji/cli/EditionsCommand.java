package io.shuangsuiji.cli;

import io.shuangsuiji.cli.console.Console;
import io.shuangsuiji.cli.console.FolderOptions;
import io.shuangsuiji.cli.console.Output;
import io.shuangsuiji.web.edition.EditionView;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "editions", description = "列出政策版本：名称、生效期间、状态、文号")
final class EditionsCommand extends Console implements Runnable {
    @Mixin
    private FolderOptions policy;

    @Option(names = "--json", description = "输出 JSON")
    private boolean json;

    @Option(
            names = "--notice-days",
            paramLabel = "<n>",
            defaultValue = "60",
            description = "依据届满前多少天起提示，默认 ${DEFAULT-VALUE} / for how many days before it lapses a basis is pointed out")
    private int noticeDays;

    @Override
    public void run() {
        var editions = EditionView.all(policy.catalog(), FolderOptions.today(), noticeDays);
        var out = out();
        if (json) {
            Output.json(editions, out);
        } else {
            Output.table(
                    List.of("版本", "生效期间", "状态", "文号", "名称"),
                    editions.stream().map(EditionsCommand::row).toList(),
                    out);
        }
    }

    private static List<String> row(EditionView edition) {
        var inForce = edition.inForce();
        return List.of(
                edition.name(),
                inForce == null ? "–" : inForce.from() + " 至 " + Objects.toString(inForce.to(), "今后"),
                edition.inForceNow() ? "现行" : edition.accepted() ? "可用" : "不合格",
                Objects.toString(edition.documentNumber(), "–"),
                Objects.toString(edition.title(), "–"));
    }
}
