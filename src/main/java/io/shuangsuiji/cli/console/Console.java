package io.shuangsuiji.cli.console;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command has: its help, its streams, and how it says that an argument is wrong. */
public abstract class Console {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "显示本帮助")
    private boolean help;

    @Spec
    private CommandSpec spec;

    public final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    public final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** Refuses a file that is not there. */
    public static void require(Path file) {
        if (!Files.isRegularFile(file)) {
            throw wrong("没有文件 " + file + " / there is no such file");
        }
    }

    /** Ends the command, since an argument or the input is wrong. */
    public static CommandFailure wrong(String message) {
        return new CommandFailure(CommandFailure.WRONG, message);
    }
}
