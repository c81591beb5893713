package io.shuangsuiji.cli;

import io.shuangsuiji.access.AccessRecord.Event;
import io.shuangsuiji.access.PasswordRules;
import io.shuangsuiji.access.User;
import io.shuangsuiji.cli.console.Console;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "password",
        description = "设置用户的口令：从终端读两次（不显示），或从标准输入读一行；用户没有就增加。该用户的登录随即结束，锁定随即解除；" + "记入登录记录。正在运行的服务立即采用")
final class PasswordCommand extends Console implements Callable<Integer> {
    @Mixin
    private UserOptions where;

    @Parameters(index = "0", paramLabel = "NAME", description = "用户名")
    private String name;

    @Option(names = "--role", paramLabel = "ROLE", description = "角色：editor、approver、viewer，可写几次；不写则不变")
    private List<String> roles = new ArrayList<>();

    @Option(names = "--keep", description = "不要求下次登录时修改（用户自己在设置时用）")
    private boolean keep;

    @Option(names = "--length", paramLabel = "N", defaultValue = "10", description = "口令至少多少个字符（默认 10）")
    private int length;

    @Option(names = "--classes", paramLabel = "N", defaultValue = "3", description = "至少几类字符（默认 3）")
    private int classes;

    @Option(names = "--remembered", paramLabel = "N", defaultValue = "5", description = "不与最近几次的相同（默认 5）")
    private int remembered;

    @Override
    public Integer call() throws IOException {
        var users = where.users();
        var rules = new PasswordRules(length, classes, remembered);
        var user = users.named(name);
        var wanted = Set.copyOf(new TreeSet<>(roles));
        if (!User.ROLES.containsAll(wanted)) {
            throw wrong("没有这种角色，可用：" + String.join("、", User.ROLES) + " / no such role");
        }
        var password = read();
        var problems =
                user.map(known -> rules.problems(known, password)).orElseGet(() -> rules.problems(name, password));
        if (!problems.isEmpty()) {
            throw wrong("口令没有设置 / the password was not set：\n  " + String.join("\n  ", problems));
        }
        try {
            if (user.isEmpty()) {
                where.record().add(Event.USER, name, UserOptions.account(), "增加，角色 " + wanted);
                users.add(name, password, wanted);
                out().println("已增加用户 " + name + "，首次登录须修改口令 / user added");
                return 0;
            }
            var known = user.get().name();
            where.record().add(Event.RESET, known, UserOptions.account(), roles.isEmpty() ? null : "角色 " + wanted);
            if (!roles.isEmpty()) {
                users.setRoles(known, wanted);
            }
            users.setPassword(known, password, LocalDate.now(UserOptions.clock()), !keep, remembered);
            out().println("已设置 " + known + " 的口令" + (keep ? "" : "，下次登录须修改") + " / password set");
            return 0;
        } catch (IllegalArgumentException refused) {
            throw wrong(refused.getMessage());
        }
    }

    private String read() throws IOException {
        var console = System.console();
        if (console == null) {
            var line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            if (line == null) {
                throw wrong(
                        "没有口令：请在终端上运行，或从标准输入给出一行 / no password: use a terminal, or give it as a line of standard input");
            }
            return line;
        }
        var password = console.readPassword("新口令：");
        var again = console.readPassword("再输一次：");
        if (password == null || again == null || !java.util.Arrays.equals(password, again)) {
            throw wrong("两次输入的口令不一样 / the two are not the same");
        }
        return new String(password);
    }
}
