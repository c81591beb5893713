package io.shuangsuiji.cli;

import io.shuangsuiji.access.AccessRecord;
import io.shuangsuiji.amendment.draft.AmendmentLog;
import io.shuangsuiji.amendment.draft.Audit;
import io.shuangsuiji.cli.console.CommandFailure;
import io.shuangsuiji.cli.console.Console;
import io.shuangsuiji.cli.console.FolderOptions;
import io.shuangsuiji.files.ChainedFile.Chain;
import io.shuangsuiji.policy.Message;
import io.shuangsuiji.policy.store.EditionCatalog.Folder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "check",
        description = "检查全部政策版本，逐条列出问题所在的文件和元素；核对修订日志、登录记录、草案和已发布的版本；有版本不合格、记录被改动或截短、草案或版本与日志不符时退出码为 1")
final class CheckCommand extends Console implements Callable<Integer> {
    private static final Pattern HEAD = Pattern.compile(
            "(" + AmendmentLog.CHAINED.name() + "|" + AccessRecord.CHAINED.name() + "):(\\d{1,18}):([0-9a-f]{64})");

    @Mixin
    private FolderOptions policy;

    @Option(names = "--drafts", paramLabel = "DIR", description = "草案和修订日志所在文件夹（默认为政策版本文件夹旁边的 drafts）")
    private Path drafts;

    @Mixin
    private UserOptions users;

    @Option(
            names = "--head",
            paramLabel = "LOG:N:SHA256",
            description = "另处保存的链头，如日志、指标或记录页上的 amendments:12:9f86…；记录须仍含有它，否则末尾被截去或改写过。可写几次")
    private List<String> heads = new ArrayList<>();

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
        var folder = drafts == null ? policy.editions.toAbsolutePath().resolveSibling("drafts") : drafts;
        var audit = Audit.of(folder, policy.editions);
        var amendments = AmendmentLog.read(folder.resolve(AmendmentLog.FILE));
        print(audit, amendments, out);
        var access = AccessRecord.CHAINED.read(users.recordFile());
        print(access, out);
        boolean held = true;
        for (var head : heads) {
            held &= holds(head, amendments, access, out);
        }
        out.flush();
        return refused > 0 || folders.isEmpty() || !audit.passed() || !access.verifies() || !held
                ? CommandFailure.FOUND
                : 0;
    }

    private void print(Chain<AccessRecord.Entry> access, PrintWriter out) {
        var file = users.recordFile();
        if (!Files.exists(file)) {
            out.println("登录记录  没有 " + file + " / there is no record of sign-ins");
            return;
        }
        out.println((access.verifies() ? "合格    " : "不合格  ") + "登录记录  "
                + access.entries().size() + " 条 / the record of sign-ins");
        if (!access.verifies()) {
            out.println("  错误  " + file + "\n        " + access.problem());
        } else if (access.torn()) {
            out.println("  提示  " + file + "\n        末行没有写完（断电或中断所致），下一次记录时清除 / the last line was never finished");
        }
        out.println("  链头  " + access.tail().anchor(AccessRecord.CHAINED.name()));
    }

    private static boolean holds(
            String head, Chain<AmendmentLog.Entry> amendments, Chain<AccessRecord.Entry> access, PrintWriter out) {
        var told = HEAD.matcher(head);
        if (!told.matches()) {
            throw wrong("--head 应为 " + AmendmentLog.CHAINED.name() + " 或 " + AccessRecord.CHAINED.name()
                    + " 后接 :行数:SHA-256，收到 " + head + " / expected amendments:N:SHA256 or access:N:SHA256");
        }
        var chain = told.group(1).equals(AmendmentLog.CHAINED.name()) ? amendments : access;
        boolean holds = chain.holds(Long.parseLong(told.group(2)), told.group(3));
        out.println((holds ? "合格    " : "不合格  ") + "链头 " + head
                + (holds
                        ? "，记录仍含有它 / the record still holds it"
                        : "，记录不再含有它：现有 " + chain.entries().size()
                                + " 条，末尾被截去或改写过 / the record no longer holds it: its end was"
                                + " cut off or rewritten"));
        return holds;
    }

    private static void print(Audit.Result audit, Chain<AmendmentLog.Entry> amendments, PrintWriter out) {
        if (audit.records() == 0 && audit.findings().isEmpty()) {
            out.println("修订日志  没有，还没有修订过 / no amendment log: nothing was amended yet");
            return;
        }
        out.println((audit.passed() ? "合格    " : "不合格  ") + "修订日志  " + audit.records() + " 条记录，" + audit.published()
                + " 次发布 / the amendment log");
        out.println("  链头  " + amendments.tail().anchor(AmendmentLog.CHAINED.name()));
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
