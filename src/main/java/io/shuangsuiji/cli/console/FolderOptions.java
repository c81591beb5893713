package io.shuangsuiji.cli.console;

import io.shuangsuiji.decision.batch.CompiledJsonEvaluator;
import io.shuangsuiji.policy.compile.EditionCompiler;
import io.shuangsuiji.policy.store.EditionCatalog;
import io.shuangsuiji.policy.store.EditionStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import picocli.CommandLine.Option;

/** Where the policy lies. */
public class FolderOptions {
    private static final Clock CLOCK = Clock.system(ZoneId.of("Asia/Shanghai"));

    @Option(names = "--editions", paramLabel = "DIR", defaultValue = "dmn", description = "政策版本所在文件夹（默认 dmn）")
    public Path editions;

    @Option(names = "--rules", paramLabel = "DIR", defaultValue = "rules", description = "DRL 规则所在文件夹（默认 rules）")
    public Path rules;

    /** Loads every edition, once. */
    public final EditionCatalog catalog() {
        if (!Files.isDirectory(editions)) {
            throw Console.wrong("没有文件夹 " + editions + "，用 --editions 指定 / there is no such folder");
        }
        try (var store =
                new EditionStore(editions, rules, new EditionCompiler(CompiledJsonEvaluator::accelerate), CLOCK)) {
            store.load();
            return store.catalog();
        }
    }

    /** Today in Asia/Shanghai. */
    public static LocalDate today() {
        return LocalDate.now(CLOCK);
    }
}
