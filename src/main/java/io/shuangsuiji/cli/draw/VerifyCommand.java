package io.shuangsuiji.cli.draw;

import io.shuangsuiji.cli.console.CommandFailure;
import io.shuangsuiji.cli.console.Console;
import io.shuangsuiji.cli.console.FolderOptions;
import io.shuangsuiji.cli.console.Output;
import io.shuangsuiji.cli.console.PolicyOptions;
import io.shuangsuiji.draw.Commitment;
import io.shuangsuiji.draw.evidence.Authorities;
import io.shuangsuiji.draw.evidence.Evidence;
import io.shuangsuiji.draw.evidence.Grade;
import io.shuangsuiji.draw.verify.ChainLink;
import io.shuangsuiji.draw.verify.Check;
import io.shuangsuiji.draw.verify.Published;
import io.shuangsuiji.draw.verify.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "verify", description = "验证公布的抽取：一致，或第一处不同；不一致时退出码为 1")
public final class VerifyCommand extends Console implements Callable<Integer> {
    @Parameters(paramLabel = "DRAW", arity = "0..1", description = "抽取记录 draw.json；没有时可只验证承诺或纳入证明")
    private Path draw;

    @Option(names = "--commitment", paramLabel = "FILE", description = "事先公布的承诺 commitment.json")
    private Path commitment;

    @Option(names = "--tasks", paramLabel = "FILE", description = "任务文件 tasks.json")
    private Path tasks;

    @Option(names = "--receipt", paramLabel = "FILE", description = "纳入证明，可写几次")
    private List<Path> receipts = List.of();

    @Option(names = "--predecessor", paramLabel = "FILE", description = "同一机关以前的承诺或抽取记录，可写几次，不分先后")
    private List<Path> predecessors = List.of();

    @Option(names = "--timestamp", paramLabel = "FILE", description = "承诺的时间戳（RFC 3161），可写几次")
    private List<Path> timestamps = List.of();

    @Option(names = "--publication", paramLabel = "URL", description = "承诺公布的网址，只照录，不打开")
    private String publication;

    @Option(names = "--authorities", paramLabel = "DIR", description = "可信的时间戳机构的证书所在文件夹")
    private Path authorities;

    @Option(names = "--json", description = "输出 JSON")
    private boolean json;

    @Mixin
    private PolicyOptions policy;

    /** What is printed as JSON. */
    record Answer(Verification verification, Evidence evidence) {}

    @Override
    public Integer call() throws IOException {
        var given = new Published(bytes(draw), bytes(commitment), bytes(tasks), files(receipts), files(predecessors));
        if (given.isEmpty()) {
            throw wrong("请至少给出抽取记录、--commitment 或 --receipt 之一 / give a draw, a commitment or a receipt");
        }
        if (publication != null && !Evidence.isAddress(publication)) {
            throw wrong("--publication 应为 http 或 https 网址，收到 " + publication + " / must be an http or https address");
        }
        var verified = Verification.of(given);
        var evidence = evidence(verified.commitment());
        if (json) {
            Output.json(new Answer(verified, evidence), out());
        } else {
            print(verified, evidence);
        }
        return verified.consistent() ? 0 : CommandFailure.FOUND;
    }

    /** The edition is loaded where there is something to grade. */
    private Evidence evidence(Commitment found) throws IOException {
        if (found == null || timestamps.isEmpty() && publication == null) {
            return null;
        }
        if (authorities != null && !Files.isDirectory(authorities)) {
            throw wrong("没有文件夹 " + authorities + " / there is no such folder");
        }
        var trusted = authorities == null ? Authorities.NONE : Authorities.in(authorities);
        var chosen = policy.edition != null || policy.asOf != null
                ? policy.choose(FolderOptions.today())
                : policy.catalog()
                        .named(found.edition())
                        .orElseThrow(() -> wrong("没有版本 " + found.edition() + "，用 --edition 另选 / there is no edition "
                                + found.edition() + "; choose one by --edition"));
        return Evidence.of(found, files(timestamps), publication, trusted, Grade.of(chosen));
    }

    private void print(Verification verified, Evidence evidence) {
        var out = out();
        out.println(
                verified.consistent()
                        ? "一致"
                        : "不一致：" + verified.firstDifference().chinese());
        if (verified.commitmentDigest() != null) {
            out.println("承诺摘要 " + verified.commitmentDigest());
        }
        for (var check : verified.checks()) {
            out.println("  " + mark(check) + "  " + check.title()
                    + (check.status() == Check.Status.NOT_GIVEN
                            ? "：" + check.words().chinese()
                            : ""));
        }
        for (var link : verified.chain()) {
            out.println("  前一份承诺  " + link.digest() + "  "
                    + (link.period() == null ? "" : link.period() + " 第 " + link.sequence() + " 次  ") + state(link));
        }
        if (evidence != null) {
            out.println(evidence.words().chinese());
            for (var token : evidence.timestamps()) {
                out.println("  " + token.name() + "  " + token.words().chinese());
            }
        }
        out.flush();
    }

    private static String mark(Check check) {
        return switch (check.status()) {
            case SAME -> "一致  ";
            case DIFFERENT -> "不一致";
            case NOT_GIVEN -> "未提供";
            case NOT_REACHED -> "未比对";
        };
    }

    private static String state(ChainLink link) {
        return switch (link.state()) {
            case DRAWN -> "抽取完毕";
            case VOID -> "作废";
            case COMMITTED -> "只有承诺，没有提供抽取记录";
            case NOT_GIVEN -> "没有提供，再往前看不到";
        };
    }

    private static byte[] bytes(Path file) throws IOException {
        if (file == null) {
            return null;
        }
        require(file);
        return Files.readAllBytes(file);
    }

    private static List<Published.File> files(List<Path> paths) throws IOException {
        var files = new ArrayList<Published.File>();
        for (var path : paths) {
            files.add(new Published.File(path.getFileName().toString(), bytes(path)));
        }
        return files;
    }
}
