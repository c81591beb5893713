package io.shuangsuiji.cli.draw;

import io.shuangsuiji.cli.console.CommandFailure;
import io.shuangsuiji.cli.console.Console;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The commands of a draw, in the order in which they are used. */
@Command(
        name = "draw",
        description = "双随机抽取：产生秘密数、核对名录变动、承诺、抽取",
        subcommands = {DrawSecretCommand.class, DrawReviewCommand.class, DrawCommitCommand.class, DrawRunCommand.class})
public final class DrawCommand extends Console implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        command.commandLine().usage(err());
        return CommandFailure.WRONG;
    }
}
