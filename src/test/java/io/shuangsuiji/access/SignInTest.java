package io.shuangsuiji.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quarkus.elytron.security.common.BcryptUtil;
import io.shuangsuiji.access.AccessRecord.Entry;
import io.shuangsuiji.access.AccessRecord.Event;
import io.shuangsuiji.access.SignIn.Refused;
import io.shuangsuiji.access.SignIn.Refused.Why;
import io.shuangsuiji.files.AlteredRecord;
import io.shuangsuiji.files.NotWritten;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignInTest {
    private static final String HERE = "192.0.2.1";
    private static final String ELSEWHERE = "198.51.100.9";
    private static final String GOOD = "Shan.Shui-2026";

    @TempDir
    Path folder;

    private Path record;
    private UserFile users;
    private Instant now = Instant.parse("2026-11-26T01:00:00Z");
    private SignIn signIn;

    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneId.of("Asia/Shanghai");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };

    @BeforeEach
    void open() throws Exception {
        var lines = new StringBuilder();
        for (var name : List.of("editor", "approver")) {
            lines.append(name)
                    .append('=')
                    .append(BcryptUtil.bcryptHash(name + " password", 4))
                    .append(',')
                    .append(name)
                    .append('\n');
        }
        users = new UserFile(Files.writeString(folder.resolve("users.properties"), lines));
        record = folder.resolve("access.ndjson");
        signIn = start();
    }

    private SignIn start() {
        return new SignIn(
                new UserFile(users.file()),
                record,
                new SignIn.Settings(
                        3,
                        6,
                        Duration.ofMinutes(1),
                        Duration.ofHours(1),
                        Duration.ofMinutes(30),
                        Duration.ofHours(12),
                        Duration.ofDays(90),
                        new PasswordRules(10, 3, 3)),
                clock);
    }

    private Why refused(String name, String password, String from) {
        return refusal(name, password, from).why();
    }

    private Refused refusal(String name, String password, String from) {
        var refused = catchThrowableOfType(Refused.class, () -> signIn.begin(name, password, from));
        assertThat(refused).as(name).isNotNull();
        return refused;
    }

    private List<Event> events() throws Exception {
        return AccessRecord.CHAINED.read(record).entries().stream()
                .map(Entry::event)
                .toList();
    }

    private void later(Duration time) {
        now = now.plus(time);
    }

    @Test
    void shouldRecordWhoSignedInFailedAndSignedOutFromWhere() throws Exception {
        refused("editor", "wrong", HERE);
        refused("nobody", "wrong", HERE);
        refused("Hunter2 !my password", "wrong", HERE);
        var session = signIn.begin("editor", "editor password", HERE);
        signIn.end(session, ELSEWHERE);
        var chain = AccessRecord.CHAINED.read(record);
        assertThat(chain.verifies()).isTrue();
        assertThat(chain.entries())
                .extracting(Entry::event, Entry::actor, Entry::from)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Event.FAILURE, "editor", HERE),
                        org.assertj.core.groups.Tuple.tuple(Event.FAILURE, "nobody", HERE),
                        org.assertj.core.groups.Tuple.tuple(Event.FAILURE, "（不是用户名）", HERE),
                        org.assertj.core.groups.Tuple.tuple(Event.SIGN_IN, "editor", HERE),
                        org.assertj.core.groups.Tuple.tuple(Event.SIGN_OUT, "editor", ELSEWHERE));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(record)))
                .isEqualTo("rw-------");
    }

    /** security.md 11 */
    @Test
    void shouldMakeWhoFailsWaitLongerAndLongerWhetherOrNotThereIsSuchAName() throws Exception {
        for (var name : List.of("editor", "nobody")) {
            var from = name.equals("editor") ? HERE : ELSEWHERE;
            assertThat(refused(name, "wrong 1", from)).isEqualTo(Why.WRONG);
            assertThat(refused(name, "wrong 2", from)).isEqualTo(Why.WRONG);
            assertThat(refused(name, "wrong 3", from)).isEqualTo(Why.WRONG);
            var wait = refusal(name, name + " password", from);
            assertThat(wait.why()).isEqualTo(Why.WAIT);
            assertThat(wait.retryAfter()).isEqualTo(Duration.ofMinutes(1));
            assertThat(wait).hasMessageContaining("60 秒");
            // from whatever address, and however it is written
            assertThat(refused(name.toUpperCase(java.util.Locale.ROOT), "wrong", "203.0.113.5"))
                    .isEqualTo(Why.WAIT);
            later(Duration.ofMinutes(1));
            assertThat(refused(name, "wrong 4", from)).isEqualTo(Why.WRONG);
            assertThat(refusal(name, "wrong", from).retryAfter()).isEqualTo(Duration.ofMinutes(2));
            later(Duration.ofMinutes(2));
        }
        assertThat(events().stream().filter(Event.LOCKOUT::equals)).hasSize(4);
        signIn.begin("editor", "editor password", HERE);
        assertThat(refused("editor", "wrong", HERE))
                .as("a success ends the count")
                .isEqualTo(Why.WRONG);
        assertThat(refused("editor", "wrong", HERE)).isEqualTo(Why.WRONG);
    }

    @Test
    void shouldMakeAnAddressWaitThatTriesManyNamesButNotForSlipsOfThoseWhoGetIn() throws Exception {
        for (int i = 0; i < 3; i++) {
            refused("editor", "slip", HERE);
            refused("editor", "slip", HERE);
            signIn.begin("editor", "editor password", HERE);
        }
        for (int i = 0; i < 6; i++) {
            assertThat(refused("name" + i, "wrong", HERE)).isEqualTo(Why.WRONG);
        }
        assertThat(refused("approver", "approver password", HERE)).isEqualTo(Why.WAIT);
        signIn.begin("approver", "approver password", ELSEWHERE);
    }

    @Test
    void shouldKnowAfterARestartWhoMustWait() throws Exception {
        for (int i = 0; i < 3; i++) {
            refused("editor", "wrong", HERE);
        }
        signIn = start();
        assertThat(refused("editor", "editor password", ELSEWHERE)).isEqualTo(Why.WAIT);
        new AccessRecord(record, clock, any -> {}).add(Event.UNLOCK, "editor", "root", null);
        signIn.begin("editor", "editor password", ELSEWHERE);
    }

    @Test
    void shouldNotBeOutrunByManyTriesAtOnce() throws Exception {
        var pool = Executors.newFixedThreadPool(16);
        try {
            var tries = java.util.Collections.<Callable<Why>>nCopies(60, () -> refused("editor", "wrong", ELSEWHERE));
            long checked = 0;
            for (var each : pool.invokeAll(tries)) {
                checked += each.get() == Why.WRONG ? 1 : 0;
            }
            int atOnce = Math.max(2, Runtime.getRuntime().availableProcessors() / 2);
            assertThat(checked).isBetween(3L, 2L + atOnce);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void shouldEndSessionsByIdlenessByAgeBySigningOutAndByAnotherPassword() throws Exception {
        var idle = signIn.begin("editor", "editor password", HERE);
        later(Duration.ofMinutes(29));
        assertThat(signIn.behind(idle)).isPresent();
        later(Duration.ofMinutes(29));
        assertThat(signIn.behind(idle)).isPresent();
        later(Duration.ofMinutes(30));
        assertThat(signIn.behind(idle)).isEmpty();

        var old = signIn.begin("editor", "editor password", HERE);
        for (int i = 0; i < 36; i++) {
            assertThat(signIn.behind(old)).as("after " + 20 * i + " min").isPresent();
            later(Duration.ofMinutes(20));
        }
        assertThat(signIn.behind(old)).isEmpty();

        var out = signIn.begin("editor", "editor password", HERE);
        signIn.end(out, HERE);
        assertThat(signIn.behind(out)).isEmpty();

        var other = signIn.begin("editor", "editor password", ELSEWHERE);
        var own = signIn.begin("editor", "editor password", HERE);
        var changed = signIn.change("editor", "editor password", GOOD, HERE);
        assertThat(changed.problems()).isEmpty();
        assertThat(signIn.behind(other)).isEmpty();
        assertThat(signIn.behind(own)).isEmpty();
        assertThat(signIn.behind(changed.session())).isPresent();
        // by whatever other way
        new UserFile(users.file()).setPassword("editor", "Qing.Shan-2027", java.time.LocalDate.now(clock), true, 3);
        assertThat(signIn.behind(changed.session())).isEmpty();
        assertThat(signIn.behind("no session")).isEmpty();
    }

    @Test
    void shouldEndTheSessionsOfWhoIsTakenOutOfTheFileAndHaveTenOfOneUserAtMost() throws Exception {
        var first = signIn.begin("editor", "editor password", HERE);
        for (int i = 0; i < 10; i++) {
            later(Duration.ofSeconds(1));
            assertThat(signIn.behind(signIn.begin("editor", "editor password", HERE)))
                    .isPresent();
        }
        assertThat(signIn.behind(first)).isEmpty();
        var session = signIn.begin("editor", "editor password", HERE);
        Files.writeString(users.file(), "");
        assertThat(signIn.behind(session)).isEmpty();
    }

    @Test
    void shouldTakeNoPasswordThatIsShortPlainCommonOneOfTheLastOrTheName() throws Exception {
        for (var bad : List.of(
                "Sh.2026x",
                "shanshui2026",
                "Editor.2026x",
                "Rotide.2026x",
                "Passw0rd.2026",
                "Shan.Shui-123456",
                "山水",
                "Shan.Shui-" + "水".repeat(30),
                "editor password")) {
            assertThat(signIn.change("editor", "editor password", bad, HERE).problems())
                    .as(bad)
                    .isNotEmpty();
        }
        assertThatThrownBy(() -> signIn.change("editor", "wrong", GOOD, HERE)).isInstanceOf(Refused.class);
        var passwords = List.of("editor password", GOOD, "Qing.Shan-2026", "Lv.Shui-2026x", "Bai.Yun-2026xx");
        for (int i = 1; i < passwords.size(); i++) {
            var known = passwords.get(i - 1);
            assertThat(signIn.change("editor", known, passwords.get(i), HERE).problems())
                    .isEmpty();
            assertThat(signIn.change("editor", passwords.get(i), known, HERE).problems())
                    .anyMatch(problem -> problem.contains("最近 3 次"));
        }
        assertThat(signIn.change("editor", "Bai.Yun-2026xx", GOOD, HERE).problems())
                .as("long ago")
                .isEmpty();
        assertThat(events()).contains(Event.PASSWORD).doesNotContain(Event.RESET);
    }

    @Test
    void shouldLetProgramsInWhoseUserNeedNotChangeThePasswordFirst() throws Exception {
        signIn.program("editor", "editor password", HERE);
        signIn.program("editor", "editor password", HERE);
        assertThat(events()).as("once, not with every call").containsExactly(Event.SIGN_IN);
        later(Duration.ofMinutes(31));
        signIn.program("editor", "editor password", HERE);
        assertThat(events()).hasSize(2);

        users.add("wang", "Xiao.Bai-2026", java.util.Set.of("editor"));
        assertThat(catchThrowableOfType(Refused.class, () -> signIn.program("wang", "Xiao.Bai-2026", HERE))
                        .why())
                .isEqualTo(Why.CHANGE);
        assertThat(signIn.change("wang", "Xiao.Bai-2026", GOOD, HERE).problems())
                .isEmpty();
        signIn.program("wang", GOOD, HERE);
        later(Duration.ofDays(91));
        assertThat(catchThrowableOfType(Refused.class, () -> signIn.program("wang", GOOD, HERE))
                        .why())
                .as("old passwords are changed")
                .isEqualTo(Why.CHANGE);
    }

    @Test
    void shouldLetNobodyInAndChangeNothingWhereItCannotBeRecorded() throws Exception {
        record = Files.writeString(folder.resolve("file"), "").resolve("access.ndjson");
        signIn = start();
        assertThatThrownBy(() -> signIn.begin("editor", "editor password", HERE))
                .isInstanceOf(NotWritten.class)
                .hasMessageContaining("这一步没有做")
                .hasMessageNotContaining(folder.toString());
        var before = Files.readString(users.file());
        assertThatThrownBy(() -> signIn.change("editor", "editor password", GOOD, HERE))
                .isInstanceOf(NotWritten.class);
        assertThat(users.file()).hasContent(before);
    }

    @Test
    void shouldWriteNothingBehindARecordThatWasAlteredOrCutOff() throws Exception {
        signIn.begin("editor", "editor password", HERE);
        signIn.begin("approver", "approver password", HERE);
        var lines = Files.readAllLines(record);
        Files.writeString(record, lines.get(0) + "\n");
        assertThatThrownBy(() -> signIn.begin("editor", "editor password", HERE))
                .isInstanceOf(AlteredRecord.class)
                .hasMessageContaining("被截短");
        Files.writeString(record, lines.get(0).replace("editor", "nobody") + "\n" + lines.get(1) + "\n");
        signIn = start();
        assertThatThrownBy(() -> signIn.begin("editor", "editor password", HERE))
                .isInstanceOf(AlteredRecord.class)
                .hasMessageContaining("第 2 行");
    }

    @Test
    void shouldRememberABoundedNumberOfNamesAndAddresses() {
        var limits = new Throttle.Limits(2, 3, Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofDays(1), 100);
        var throttle = new Throttle(limits);
        throttle.failed("editor", HERE, now);
        throttle.failed("editor", HERE, now);
        for (int i = 0; i < 10_000; i++) {
            throttle.failed("name" + i, "2001:db8:" + Integer.toHexString(i) + "::1", now);
        }
        assertThat(throttle.remembered()).isLessThanOrEqualTo(200);
        assertThat(throttle.wait("editor", ELSEWHERE, now))
                .as("who must wait is not forgotten for others")
                .isPresent();
        // one customer's addresses are one
        for (int i = 0; i < 3; i++) {
            throttle.failed("other" + i, "2001:db8:ffff:ff00::" + i, now);
        }
        assertThat(throttle.wait("third", "2001:db8:ffff:ff01::77", now)).isPresent();
        assertThat(throttle.wait("third", "2001:db8:ffff:fe00::77", now)).isEmpty();
    }
}
