package io.shuangsuiji.cli;

import io.shuangsuiji.amendment.draft.Audit;
import io.shuangsuiji.policy.Message;
import io.shuangsuiji.policy.store.EditionCatalog.Folder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "check", description = "检查全部政策版本，逐条列出问题所在的文件和元素；核对修订日志和已发布的版本；有版本不合格、日志被改动或版本与日志不符时退出码为 1")
final class CheckCommand extends Console implements Callable<Integer> {
    @Mixin
    private FolderOptions policy;

    @Option(names = "--drafts", paramLabel = "DIR", description = "草案和修订日志所在文件夹（默认为政策版本文件夹旁边的 drafts）")
    private Path drafts;

    @Override
    public Integer call() throws IOException {
        var out = out();
        var folders = policy.catalog().folders();
        folders.forEach(folder -> print(folder, out));
        long refused = folders.stream()
                .filter(folder -> !folder.accepted() && folder.withdrawal() == null)
                .count();
        if (folders.isEmpty()) {
            out.println(policy.editions + " 中没有版本文件夹 / there is no edition");
        } else {
            out.println("共 " + folders.size() + " 个版本，" + refused + " 个不合格");
        }
        var audit = Audit.of(
                drafts == null ? policy.editions.toAbsolutePath().resolveSibling("drafts") : drafts, policy.editions);
        print(audit, out);
        out.flush();
        return refused > 0 || folders.isEmpty() || !audit.passed() ? CommandLineInterface.FOUND : 0;
    }

    private static void print(Audit.Result audit, PrintWriter out) {
        if (audit.records() == 0 && audit.findings().isEmpty()) {
            out.println("修订日志  没有，还没有修订过 / no amendment log: nothing was amended yet");
            return;
        }
        out.println((audit.passed() ? "合格    " : "不合格  ") + "修订日志  " + audit.records() + " 条记录，" + audit.published()
                + " 次发布 / the amendment log");
        audit.findings()
                .forEach(finding -> out.println("  " + (finding.error() ? "错误" : "提示") + "  " + finding.place()
                        + "\n        " + finding.words()));
    }

    private static void print(Folder folder, PrintWriter out) {
        out.println((folder.withdrawal() != null ? "已撤回  " : folder.accepted() ? "合格    " : "不合格  ")
                + folder.folder()
                + (folder.digest() == null ? "" : "  摘要 " + folder.digest()));
        for (var message : folder.messages()) {
            out.println("  " + (message.refuses() ? "错误" : "提示") + "  " + place(message));
            message.text().strip().lines().forEach(line -> out.println("        " + line));
        }
    }

    private static String place(Message message) {
        var file = message.file() == null ? "（整个版本）" : message.file();
        return message.element() == null ? file : file + "  元素 " + message.element();
    }
}
