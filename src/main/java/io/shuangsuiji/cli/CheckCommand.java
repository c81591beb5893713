package io.shuangsuiji.cli;

import io.shuangsuiji.policy.EditionCatalog.Folder;
import io.shuangsuiji.policy.Message;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "check", description = "检查全部政策版本，逐条列出问题所在的文件和元素；有版本不合格时退出码为 1")
final class CheckCommand implements Callable<Integer> {
    @Mixin
    private FolderOptions policy;

    @Mixin
    private HelpOption help;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        var folders = policy.catalog().folders();
        folders.forEach(folder -> print(folder, out));
        long refused = folders.stream().filter(folder -> !folder.accepted()).count();
        if (folders.isEmpty()) {
            out.println(policy.editions + " 中没有版本文件夹 / there is no edition");
        } else {
            out.println("共 " + folders.size() + " 个版本，" + refused + " 个不合格");
        }
        out.flush();
        return refused > 0 || folders.isEmpty() ? CommandLineInterface.FOUND : 0;
    }

    private static void print(Folder folder, PrintWriter out) {
        out.println((folder.accepted() ? "合格    " : "不合格  ")
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
