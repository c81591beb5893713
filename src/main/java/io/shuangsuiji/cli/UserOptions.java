package io.shuangsuiji.cli;

import io.shuangsuiji.access.AccessRecord;
import io.shuangsuiji.access.UserFile;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import picocli.CommandLine.Option;

/** Where the embedded users and the record of sign-ins lie. */
class UserOptions {
    @Option(
            names = "--users-file",
            paramLabel = "FILE",
            defaultValue = "data/users.properties",
            description = "用户文件（默认 data/users.properties）")
    private Path usersFile;

    @Option(names = "--record", paramLabel = "FILE", description = "登录记录（默认为用户文件旁边的 access.ndjson）")
    private Path record;

    final UserFile users() {
        return new UserFile(usersFile);
    }

    final Path recordFile() {
        return record == null ? users().file().resolveSibling("access.ndjson") : record;
    }

    final AccessRecord record() {
        return new AccessRecord(recordFile(), clock(), any -> {});
    }

    static Clock clock() {
        return Clock.system(ZoneId.of("Asia/Shanghai"));
    }

    /** Who gives the command, as the system knows them. */
    static String account() {
        return "命令行 " + System.getProperty("user.name", "");
    }
}
