package io.shuangsuiji.cli;

import io.shuangsuiji.decision.Decisions;
import io.shuangsuiji.decision.FeelJson;
import io.shuangsuiji.decision.Inputs;
import io.shuangsuiji.decision.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "decide", description = "用一个决策模型判定一个 JSON 输入，结果写到标准输出；输入有误时写到标准错误，退出码为 2")
final class DecideCommand implements Runnable {
    @Parameters(index = "0", paramLabel = "MODEL", description = "决策模型，如 classification、quota、routing")
    private String modelName;

    @Parameters(index = "1", paramLabel = "FILE", arity = "0..1", description = "JSON 文件（UTF-8）；不写或写 - 时读标准输入")
    private Path file;

    @Mixin
    private PolicyOptions policy;

    @Mixin
    private HelpOption help;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        var edition = policy.choose(PolicyOptions.today());
        var model = edition.model(modelName)
                .orElseThrow(() -> new CommandFailure(
                        CommandLineInterface.WRONG,
                        "没有模型 " + modelName + "，现有："
                                + String.join(", ", edition.models().keySet())));
        var inputs = Inputs.read(model, Json.read(body())).valid();
        Output.json(
                FeelJson.toJson(Decisions.decide(edition, model, inputs), model.outputs()),
                spec.commandLine().getOut());
    }

    private byte[] body() {
        try {
            return file == null || file.toString().equals("-") ? System.in.readAllBytes() : Files.readAllBytes(file);
        } catch (NoSuchFileException missing) {
            throw new CommandFailure(CommandLineInterface.WRONG, "没有文件 " + file + " / there is no such file");
        } catch (IOException unreadable) {
            throw new CommandFailure(CommandLineInterface.WRONG, "无法读取 " + file + " / cannot be read: " + unreadable);
        }
    }
}
