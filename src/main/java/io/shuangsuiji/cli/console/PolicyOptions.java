package io.shuangsuiji.cli.console;

import io.shuangsuiji.policy.Edition;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which edition a command uses. */
public final class PolicyOptions extends FolderOptions {
    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            converter = IsoDate.class,
            description = "用该日生效的版本，如 2024-03-20；不能与 --edition 同用")
    public LocalDate asOf;

    @Option(names = "--edition", paramLabel = "EDITION", description = "用指定的版本，如 2024-01-01")
    public String edition;

    /** The edition that the options choose, by default the one in force on the given day. */
    public Edition choose(LocalDate defaultAsOf) {
        if (asOf != null && edition != null) {
            throw Console.wrong("--as-of 与 --edition 只能给一个 / give either --as-of or --edition, not both");
        }
        var day = asOf == null ? defaultAsOf : asOf;
        var catalog = catalog();
        var chosen = edition == null ? catalog.inForceOn(day) : catalog.named(edition);
        return chosen.orElseThrow(() -> {
            var what = edition == null
                    ? day + " 没有生效的版本 / no edition is in force on " + day
                    : "没有版本 " + edition + " / there is no edition " + edition;
            var names =
                    catalog.serving().keySet().stream().map(Object::toString).collect(Collectors.joining(", "));
            return names.isEmpty()
                    ? new CommandFailure(
                            CommandFailure.FOUND,
                            "没有可用的版本，请先运行 check --editions " + editions + " / no edition passes its checks")
                    : Console.wrong(what + "（现有：" + names + "）");
        });
    }

    /** Reads a date that exists. */
    public static final class IsoDate implements ITypeConverter<LocalDate> {
        @Override
        public LocalDate convert(String text) {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeParseException none) {
                throw new TypeConversionException("应为存在的日期，如 2024-03-20，收到 \"" + text + "\"");
            }
        }
    }
}
