package io.shuangsuiji.cli;

import io.shuangsuiji.calendar.CalendarYearNotCoveredException;
import io.shuangsuiji.cli.console.CommandFailure;
import io.shuangsuiji.cli.console.Console;
import io.shuangsuiji.cli.draw.DrawCommand;
import io.shuangsuiji.cli.draw.ReceiptsCommand;
import io.shuangsuiji.cli.draw.VerifyCommand;
import io.shuangsuiji.decision.NoMatchingRule;
import io.shuangsuiji.decision.batch.BatchStopped;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.decision.json.MalformedJson;
import io.shuangsuiji.files.AlteredRecord;
import io.shuangsuiji.files.NotWritten;
import io.shuangsuiji.sheets.UnreadableFile;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line: its commands, its streams and its exit codes. */
@Command(
        name = "double-random",
        description = "双随机、一公开：政策版本、决策、时限、抽查方案与场景",
        subcommands = {
            ServeCommand.class,
            CheckCommand.class,
            EditionsCommand.class,
            DecideCommand.class,
            ReplayCommand.class,
            ScheduleCommand.class,
            PlanCommand.class,
            ProgressCommand.class,
            RegistryTemplateCommand.class,
            ScenariosCommand.class,
            VerifyCommand.class,
            ReceiptsCommand.class,
            DrawCommand.class,
            PasswordCommand.class,
            UnlockCommand.class
        },
        footer = {"", "退出码：0 成功；1 检查发现问题，或没有可用的版本；2 参数或输入有误。"})
public final class CommandLineInterface extends Console {
    private CommandLineInterface() {}

    /** On the process's own streams, in UTF-8 whatever the locale. */
    public static CommandLine standard() {
        // a command prints what concerns its user; the log is the service's
        Logger.getLogger("io.shuangsuiji").setLevel(Level.OFF);
        return with(utf8(FileDescriptor.out), utf8(FileDescriptor.err));
    }

    /** On the given streams. */
    static CommandLine with(PrintWriter out, PrintWriter err) {
        var line = new CommandLine(new CommandLineInterface())
                .setOut(out)
                .setErr(err)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(CommandLineInterface::wrongArguments)
                .setExecutionExceptionHandler((problem, command, parsed) -> {
                    out.flush();
                    return failed(problem, err);
                });
        inChinese(line);
        return line;
    }

    private static void inChinese(CommandLine line) {
        line.getCommandSpec()
                .usageMessage()
                .adjustLineBreaksForWideCJKCharacters(true)
                .synopsisHeading("用法：")
                .synopsisSubcommandLabel("<命令>")
                .parameterListHeading("%n参数：%n")
                .optionListHeading("%n选项：%n")
                .commandListHeading("%n命令：%n");
        line.getSubcommands().values().forEach(CommandLineInterface::inChinese);
    }

    private static int wrongArguments(ParameterException wrong, String... args) {
        var line = wrong.getCommandLine();
        var err = line.getErr();
        err.println("参数有误 / " + wrong.getMessage());
        UnmatchedArgumentException.printSuggestions(wrong, err);
        err.println("用 " + line.getCommandSpec().qualifiedName() + " --help 查看用法");
        err.flush();
        return CommandFailure.WRONG;
    }

    private static int failed(Exception problem, PrintWriter err) {
        int exit = CommandFailure.WRONG;
        if (problem instanceof CommandFailure failure) {
            err.println(failure.getMessage());
            exit = failure.exit();
        } else if (problem instanceof InvalidInput invalid) {
            err.println("输入有误 / invalid input:");
            invalid.problems().forEach(field -> err.println("  " + field.pointer() + "  " + field.detail()));
        } else if (problem instanceof UnreadableFile unreadable) {
            err.println("文件无法读取 / the file cannot be read:");
            unreadable.problems().forEach(field -> err.println("  " + field.pointer() + "  " + field.detail()));
        } else if (problem instanceof BatchStopped
                || problem instanceof MalformedJson
                || problem instanceof NoMatchingRule
                || problem instanceof NotWritten
                || problem instanceof AlteredRecord
                || problem instanceof CalendarYearNotCoveredException) {
            err.println(problem.getMessage());
        } else {
            err.println("内部错误 / internal error: " + problem);
            exit = CommandFailure.FOUND;
        }
        err.flush();
        return exit;
    }

    private static PrintWriter utf8(FileDescriptor descriptor) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), true);
    }
}
