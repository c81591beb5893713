package io.shuangsuiji.cli.draw;

import io.shuangsuiji.cli.console.BatchFiles;
import io.shuangsuiji.cli.console.Console;
import io.shuangsuiji.draw.Draw;
import io.shuangsuiji.draw.Receipt;
import io.shuangsuiji.draw.ReceiptFiles;
import io.shuangsuiji.draw.lot.CanonicalJson;
import io.shuangsuiji.draw.verify.Published;
import io.shuangsuiji.draw.verify.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "receipts", description = "开具纳入证明：每个检查对象一份，证明它在名录中，不露出别的对象")
public final class ReceiptsCommand extends Console implements Callable<Integer> {
    @Parameters(paramLabel = "DRAW", description = "抽取记录 draw.json")
    private Path draw;

    @Option(names = "--id", paramLabel = "ID", description = "只要这个检查对象的；不写时为全部")
    private String id;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "写到文件：全部的为 .zip，一个对象的为 .json")
    private Path output;

    @Override
    public Integer call() throws IOException {
        require(draw);
        var bytes = Files.readAllBytes(draw);
        var verified = Verification.of(Published.draw(bytes));
        if (!verified.consistent()) {
            throw wrong("抽取记录不一致：" + verified.firstDifference());
        }
        var read = CanonicalJson.read(bytes, Draw.class).orElseThrow();
        if (id == null) {
            BatchFiles.write(output, out -> {
                ReceiptFiles.write(read, out);
                return null;
            });
            err().println("已写入 " + output + "：" + read.pool().size() + " 份纳入证明");
        } else {
            var receipt = Receipt.of(read, id)
                    .orElseThrow(() -> wrong("名录里没有「" + id + "」 / \"" + id + "\" is not in the pool"));
            BatchFiles.write(output, out -> {
                out.write(CanonicalJson.write(receipt));
                return null;
            });
            err().println("已写入 " + output);
        }
        return 0;
    }
}
