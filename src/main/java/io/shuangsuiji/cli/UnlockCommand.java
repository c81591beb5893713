package io.shuangsuiji.cli;

import io.shuangsuiji.access.AccessRecord.Event;
import io.shuangsuiji.access.User;
import io.shuangsuiji.cli.console.Console;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "unlock", description = "让登录失败次数过多的用户立即可以再试；记入登录记录。正在运行的服务立即采用")
final class UnlockCommand extends Console implements Callable<Integer> {
    @Mixin
    private UserOptions where;

    @Parameters(index = "0", paramLabel = "NAME", description = "用户名")
    private String name;

    @Override
    public Integer call() throws IOException {
        var user = where.users()
                .named(name)
                .map(User::name)
                .orElseThrow(() -> wrong("用户文件里没有 " + name + " / there is no such user"));
        where.record().add(Event.UNLOCK, user, UserOptions.account(), null);
        out().println(user + " 可以再登录了 / may sign in again");
        return 0;
    }
}
