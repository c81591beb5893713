package io.shuangsuiji.cli;

import io.shuangsuiji.cli.console.Console;
import io.shuangsuiji.cli.console.FolderOptions;
import io.shuangsuiji.cli.console.PolicyOptions;
import io.shuangsuiji.registry.RegistryTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "registry-template", description = "写出空白名录库：版本规定的各列，取值可下拉选择，附填写说明")
final class RegistryTemplateCommand extends Console implements Callable<Integer> {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "写到这个 .xlsx 文件")
    private Path output;

    @Mixin
    private PolicyOptions policy;

    @Override
    public Integer call() throws IOException {
        Files.write(output, RegistryTemplate.of(policy.choose(FolderOptions.today())));
        out().println("已写入 " + output);
        return 0;
    }
}
