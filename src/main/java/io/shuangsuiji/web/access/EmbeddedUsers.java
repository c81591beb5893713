package io.shuangsuiji.web.access;

import io.quarkus.runtime.StartupEvent;
import io.shuangsuiji.access.AccessRecord;
import io.shuangsuiji.access.PasswordRules;
import io.shuangsuiji.access.SignIn;
import io.shuangsuiji.access.UserFile;
import io.shuangsuiji.files.ChainedFile.Tail;
import io.shuangsuiji.files.PrivateFiles;
import io.shuangsuiji.web.Metrics;
import io.shuangsuiji.web.ServiceConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/** The people of the users file: who they are is {@link SignIn}'s to say; here the service starts with them. */
@ApplicationScoped
class EmbeddedUsers {
    private static final Logger LOG = Logger.getLogger(EmbeddedUsers.class);

    @Produces
    @Singleton
    SignIn signIn(ServiceConfig config, Clock clock) {
        var access = config.access();
        var users = new UserFile(access.usersFile());
        return new SignIn(
                users,
                access.record().orElse(users.file().resolveSibling("access.ndjson")),
                new SignIn.Settings(
                        access.lockout().perName(),
                        access.lockout().perAddress(),
                        access.lockout().firstWait(),
                        access.lockout().longestWait(),
                        access.session().idle(),
                        access.session().longest(),
                        access.password().age(),
                        new PasswordRules(
                                access.password().length(),
                                access.password().classes(),
                                access.password().remembered())),
                clock);
    }

    /** At the first start the users are made; whatever is wrong with their file keeps nothing else from starting. */
    void start(@Observes StartupEvent started, ServiceConfig config, SignIn signIn, Metrics metrics) {
        if (!config.access().embeddedUsers()) {
            return;
        }
        var users = signIn.users();
        try {
            if (users.createIfMissing()) {
                LOG.warnf(
                        "首次启动，已建立登录用户 editor 和 approver；初始口令写在 %s（只有运行本服务的账户可读），首次登录须修改 / first start: users"
                                + " made, their passwords are in that file and must be changed at the first sign-in",
                        users.firstPasswords());
            }
        } catch (IOException notWritable) {
            // as in a container whose file system is read-only: what needs no sign-in is served all the same
            LOG.warnf(
                    "无法建立用户文件 %s（%s）：没有人能登录，查询决策和编制方案不受影响；请把 double-random.access.users-file 指到可写的位置，"
                            + "或改用 OpenID Connect / no users file can be made there: nobody can sign in, decisions and plans"
                            + " are served; point double-random.access.users-file at a writable place or use OpenID Connect",
                    users.file(), notWritable);
        }
        users.faults().forEach(fault -> LOG.errorf("%s %s", users.file(), fault.inWords()));
        warnOfOthers(users);
        try {
            told(signIn, signIn.record().refresh());
        } catch (IOException unreadable) {
            LOG.errorf(
                    "登录记录 %s 无法读取，没有人能登录 / the record of sign-ins cannot be read: %s",
                    signIn.record().file(), unreadable);
        }
        metrics.record("access", () -> signIn.record().refresh());
    }

    private static void warnOfOthers(UserFile users) {
        try {
            if (PrivateFiles.openToOthers(users.file())) {
                LOG.warnf("%s 可被其他账户读取，请改为 600 / is open to other accounts: set its mode to 600", users.file());
            }
        } catch (IOException unknown) {
            LOG.debug("mode of the users file", unknown);
        }
    }

    private static void told(SignIn signIn, Tail tail) {
        if (tail.problem() == null) {
            LOG.infof("登录记录链头 / head of the record of sign-ins %s", tail.anchor(AccessRecord.CHAINED.name()));
        } else {
            LOG.errorf(
                    "登录记录 %s 已损坏，没有人能登录：%s；请保全该文件，用命令 check 核对，移开后重新启动 / the record of sign-ins is broken and nobody"
                            + " can sign in: keep the file, look at it by the command check, move it away and start again",
                    signIn.record().file(), tail.problem());
        }
    }

    /** Up in any case, since decisions go on; tells what is wrong with the users file and the record. */
    @Readiness
    @ApplicationScoped
    static class Health implements HealthCheck {
        private final ServiceConfig config;
        private final SignIn signIn;

        Health(ServiceConfig config, SignIn signIn) {
            this.config = config;
            this.signIn = signIn;
        }

        @Override
        public HealthCheckResponse call() {
            var answer = HealthCheckResponse.named("users").up();
            if (config.access().embeddedUsers()) {
                var users = signIn.users();
                users.faults()
                        .forEach(fault ->
                                answer.withData(users.file().getFileName() + " " + fault.line(), fault.inWords()));
                try {
                    var problem = signIn.record().refresh().problem();
                    if (problem != null) {
                        answer.withData("record", problem);
                    }
                } catch (IOException unreadable) {
                    answer.withData("record", "登录记录无法读取 / the record of sign-ins cannot be read");
                }
            }
            return answer.build();
        }
    }
}
