package io.shuangsuiji.amendment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.amendment.diff.EditionDiff;
import io.shuangsuiji.amendment.draft.Actor;
import io.shuangsuiji.amendment.draft.Actor.Role;
import io.shuangsuiji.amendment.draft.AmendmentLog.Entry;
import io.shuangsuiji.amendment.draft.AmendmentLog.Step;
import io.shuangsuiji.amendment.draft.AmendmentRefused;
import io.shuangsuiji.amendment.draft.AmendmentRefused.Why;
import io.shuangsuiji.amendment.draft.Audit;
import io.shuangsuiji.amendment.draft.Draft;
import io.shuangsuiji.amendment.draft.Draft.Header;
import io.shuangsuiji.amendment.draft.Draft.State;
import io.shuangsuiji.amendment.draft.Report;
import io.shuangsuiji.amendment.edit.DmnEditor;
import io.shuangsuiji.amendment.edit.Edit;
import io.shuangsuiji.amendment.edit.Edit.SetCell;
import io.shuangsuiji.amendment.edit.EditRefused;
import io.shuangsuiji.files.AlteredRecord;
import io.shuangsuiji.policy.EditionName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AmendmentsTest {
    private static final Actor EDITOR = new Actor("张三", Set.of(Role.EDITOR));
    private static final Actor EDITOR_TOO = new Actor("张三", Set.of(Role.EDITOR, Role.APPROVER));
    private static final Actor SECOND = new Actor("王五", Set.of(Role.EDITOR, Role.APPROVER));
    private static final Actor APPROVER = new Actor("李四", Set.of(Role.APPROVER));
    private static final EditionName BASE = EditionName.parse("2024-01-01").orElseThrow();
    private static final SetCell TO_15 = new SetCell("quota.dmn", Shipped.R05, "15%");

    @TempDir
    Path folder;

    private Path editions;
    private Amendments amendments;

    @BeforeEach
    void open() throws IOException {
        editions = Files.createDirectories(folder.resolve("dmn"));
        TestEditions.copyTo(editions, "2024-01-01");
        var scenarios = Files.createDirectories(folder.resolve("test-scenarios"));
        Files.writeString(scenarios.resolve("抽样.xlsx"), "workbook");
        // 17:00 UTC on the last of May is the first of June in Shenzhen
        amendments = at("2024-05-31T17:00:00Z");
    }

    private Amendments at(String instant) throws IOException {
        return new Amendments(
                folder.resolve("drafts"),
                editions,
                Path.of("rules"),
                folder.resolve("test-scenarios"),
                Clock.fixed(Instant.parse(instant), ZoneOffset.UTC));
    }

    private static Header header(String effectiveOn) {
        return new Header(null, "深南环〔2024〕9号", "按上级通知提高重点单位抽查比例", LocalDate.parse(effectiveOn), null);
    }

    private Draft begun() throws Exception {
        return amendments.create(EDITOR, BASE, header("2024-07-01"));
    }

    private Draft amended() throws Exception {
        var draft = begun();
        return amendments.edit(EDITOR, draft.id(), draft.version(), List.of(TO_15));
    }

    private String kept(Draft draft, String kind, boolean passed) throws IOException {
        return amendments
                .publishing()
                .keep(
                        EDITOR,
                        draft,
                        kind.equals(Report.CHECK) ? Step.CHECK : Step.IMPACT,
                        Report.of(kind, draft, passed, "报告", Map.of("of", draft.digest())));
    }

    private Draft approved(Draft draft) throws Exception {
        var submitted = amendments.publishing().submit(EDITOR, draft.id(), draft.version());
        return amendments
                .publishing()
                .approve(
                        APPROVER,
                        submitted.id(),
                        submitted.version(),
                        submitted.digest(),
                        kept(submitted, Report.CHECK, true),
                        kept(submitted, Report.IMPACT, true),
                        null);
    }

    private static AmendmentRefused refused(Why why, ThrowingCallable step) {
        var refused = catchThrowableOfType(AmendmentRefused.class, step);
        assertThat(refused).isNotNull();
        assertThat(refused.why()).as(refused.getMessage()).isEqualTo(why);
        return refused;
    }

    /** security.md 13: what proves less needs a reason of the approver, which is recorded. */
    @Test
    void shouldApproveWhatProvesLessWithAReasonOnly() throws Exception {
        var draft = amended();
        var submitted = amendments.publishing().submit(EDITOR, draft.id(), draft.version());
        var less = Map.of("scenarios", Map.of("total", 3, "inBase", 5, "removed", 2));
        var check = amendments
                .publishing()
                .keep(EDITOR, submitted, Step.CHECK, Report.of(Report.CHECK, submitted, true, "报告", less));
        var impact = kept(submitted, Report.IMPACT, true);
        var publishing = amendments.publishing();
        refused(
                Why.INVALID,
                () -> publishing.approve(
                        APPROVER, submitted.id(), submitted.version(), submitted.digest(), check, impact, " "));
        var approved = publishing.approve(
                APPROVER, submitted.id(), submitted.version(), submitted.digest(), check, impact, "对象类型已取消");
        assertThat(approved.state()).isEqualTo(State.APPROVED);
        assertThat(amendments.log().entries())
                .last()
                .satisfies(entry -> assertThat(entry.words()).containsExactly("批准，2024年7月1日起施行", "意见：对象类型已取消"));
    }

    /** An impact against an edition that is not to be replaced any more says nothing of what an approval would do. */
    @Test
    void shouldRefuseAnImpactSinceWhichAnotherEditionCameBetween() throws Exception {
        var draft = amended();
        var publishing = amendments.publishing();
        var impact = publishing.keep(
                EDITOR,
                draft,
                Step.IMPACT,
                Report.of(Report.IMPACT, draft, true, "报告", Map.of("before", BASE.toString())));
        var submitted = publishing.submit(EDITOR, draft.id(), draft.version());
        var check = kept(submitted, Report.CHECK, true);
        TestEditions.copyTo(editions, "2024-06-15");

        var atApproval = refused(
                Why.INVALID,
                () -> publishing.approve(
                        APPROVER, submitted.id(), submitted.version(), submitted.digest(), check, impact, null));
        assertThat(atApproval.member()).contains("impactDigest");
        assertThat(atApproval.getMessage()).contains("2024-01-01 版", "2024-06-15 版", "重新测算");

        var recalled = publishing.recall(EDITOR, submitted.id(), submitted.version());
        var atSubmission = refused(Why.INVALID, () -> publishing.submit(EDITOR, recalled.id(), recalled.version()));
        assertThat(atSubmission.getMessage()).isEqualTo(atApproval.getMessage());

        publishing.keep(
                EDITOR,
                recalled,
                Step.IMPACT,
                Report.of(Report.IMPACT, recalled, true, "报告", Map.of("before", "2024-06-15")));
        assertThat(publishing.submit(EDITOR, recalled.id(), recalled.version()).state())
                .isEqualTo(State.SUBMITTED);
    }

    @Test
    void shouldApproveOnlyWithAnImpactThatWasSeen() throws Exception {
        var draft = amended();
        var submitted = amendments.publishing().submit(EDITOR, draft.id(), draft.version());
        var check = kept(submitted, Report.CHECK, true);
        var publishing = amendments.publishing();
        for (var none : new String[] {null, " "}) {
            var refused = refused(
                    Why.INVALID,
                    () -> publishing.approve(
                            APPROVER, submitted.id(), submitted.version(), submitted.digest(), check, none, null));
            assertThat(refused.member()).contains("impactDigest");
            assertThat(refused.getMessage()).contains("测算影响", "POST /drafts/{id}/impact");
        }
        assertThat(amendments.draft(draft.id()).state()).isEqualTo(State.SUBMITTED);
    }

    @Test
    void shouldSendUpNothingThatIsAsTheEditionThatItReplaces() throws Exception {
        var publishing = amendments.publishing();
        var day = LocalDate.parse("2024-07-01");
        var draft = amendments.create(EDITOR, BASE, new Header(null, null, "什么也没有改", day, null));
        var refused = refused(Why.WRONG_STATE, () -> publishing.submit(EDITOR, draft.id(), 1));
        assertThat(refused.getMessage()).contains("与 2024-01-01 版没有任何差别");
        var there = amendments.edit(EDITOR, draft.id(), 1, List.of(TO_15));
        var back = amendments.edit(
                EDITOR, draft.id(), there.version(), List.of(new SetCell("quota.dmn", Shipped.R05, "12.5%")));
        refused(Why.WRONG_STATE, () -> publishing.submit(EDITOR, draft.id(), back.version()));
        var numbered = amendments.describe(
                EDITOR, draft.id(), back.version(), new Header(back.header().title(), "文号", "换文号", day, null));
        assertThat(numbered.words()).containsExactly("文号 无 → 文号", "修订理由 什么也没有改 → 换文号");
        assertThat(publishing.submit(EDITOR, draft.id(), numbered.version()).state())
                .isEqualTo(State.SUBMITTED);
    }

    /** A return to an earlier edition changes nothing of that, and all the more of what is in force. */
    @Test
    void shouldHoldADraftAgainstTheEditionThatItReplaces() throws Exception {
        var approved = approved(amended());
        amendments.publishing().publish(APPROVER, approved.id(), approved.version());
        var later = new Header(null, null, "恢复原来的做法", LocalDate.parse("2024-08-01"), null);
        var back = amendments.create(EDITOR, BASE, later);
        var succession = amendments.succession();
        assertThat(succession.replaced(back)).hasToString("Optional[2024-07-01]");
        assertThat(succession.name(LocalDate.parse("2024-07-01"))).hasToString("2024-07-01.1");
        assertThat(succession.difference(back).words()).contains("「抽样规则」R05 抽查比例/倍数 15% → 12.5%");
        assertThat(amendments.publishing().submit(EDITOR, back.id(), 1).state()).isEqualTo(State.SUBMITTED);
        var same = amendments.create(EDITOR, EditionName.parse("2024-07-01").orElseThrow(), later);
        refused(Why.WRONG_STATE, () -> amendments.publishing().submit(EDITOR, same.id(), 1));
        var before = amendments.create(EDITOR, BASE, header("2024-06-15"));
        assertThat(succession.next(before)).hasToString("Optional[2024-07-01]");
    }

    @Test
    void shouldTakeADraftBackThatWasSentUp() throws Exception {
        var draft = amended();
        var publishing = amendments.publishing();
        refused(Why.WRONG_STATE, () -> publishing.recall(EDITOR, draft.id(), draft.version()));
        var submitted = publishing.submit(EDITOR, draft.id(), draft.version());
        refused(Why.NOT_PERMITTED, () -> publishing.recall(APPROVER, draft.id(), submitted.version()));
        refused(Why.NOT_PERMITTED, () -> publishing.recall(SECOND, draft.id(), submitted.version()));
        var recalled = publishing.recall(EDITOR, draft.id(), submitted.version());
        assertThat(recalled.state()).isEqualTo(State.DRAFTING);
        assertThat(recalled.digest()).as("nothing of it was changed").isEqualTo(submitted.digest());
        assertThat(amendments.log().entries()).last().satisfies(entry -> {
            assertThat(entry.step()).isEqualTo(Step.RECALL);
            assertThat(entry.actor()).isEqualTo("张三");
        });
        var check = kept(recalled, Report.CHECK, true);
        refused(
                Why.WRONG_STATE,
                () -> publishing.approve(
                        APPROVER, draft.id(), recalled.version(), recalled.digest(), check, check, null));
    }

    @Test
    void shouldSendUpNothingWithoutADay() throws Exception {
        var draft = amendments.create(EDITOR, BASE, new Header(null, "文号", "没有施行日期", null, null));
        var refused = refused(Why.INVALID, () -> amendments.publishing().submit(EDITOR, draft.id(), 1));
        assertThat(refused.member()).contains("effectiveOn");
        assertThat(refused.getMessage()).startsWith("还没有施行日期，请先填写");
    }

    /** security.md 12: who may write the folder makes himself no other author. */
    @Test
    void shouldNotTakeAVersionThatIsNotTheOneOfTheLog() throws Exception {
        var draft = amended();
        var other = begun();
        var submitted = amendments.publishing().submit(EDITOR, draft.id(), draft.version());
        var check = kept(submitted, Report.CHECK, true);
        var versions = folder.resolve("drafts").resolve(draft.id()).resolve("versions");
        var file = versions.resolve("%06d.yaml".formatted(submitted.version()));
        var told = Files.readString(file);
        Files.writeString(file, told.replace(EDITOR.name(), "赵六"));
        for (ThrowingCallable step : List.<ThrowingCallable>of(
                () -> amendments.draft(draft.id()),
                () -> amendments
                        .publishing()
                        .approve(EDITOR_TOO, draft.id(), submitted.version(), submitted.digest(), check, null, null),
                () -> amendments.edit(EDITOR, draft.id(), submitted.version(), List.of(TO_15)))) {
            assertThat(catchThrowableOfType(AlteredRecord.class, step))
                    .hasMessageContaining(draft.id())
                    .hasMessageContaining("第 3 稿")
                    .hasMessageContaining("日志第");
        }
        assertThat(amendments.drafts())
                .as("the others go on")
                .extracting(Draft::id)
                .containsExactly(other.id());
        assertThat(amendments.altered()).singleElement().asString().contains("被改动");
        var audit = Audit.of(folder.resolve("drafts"), editions);
        assertThat(audit.passed()).isFalse();
        assertThat(audit.findings().toString()).contains("第 3 稿的文件被改动");

        Files.delete(file);
        assertThat(amendments.altered()).singleElement().asString().contains("不在了");
        Files.writeString(file, told);
        Files.writeString(versions.resolve("000004.yaml"), told);
        assertThat(amendments.altered()).singleElement().asString().contains("不在修订日志里");
        assertThat(amendments.draft(draft.id()).version()).isEqualTo(3);
    }

    @Test
    void shouldApproveByNoReportThatWasAlteredOrThatTheLogDoesNotHave() throws Exception {
        var draft = amended();
        var submitted = amendments.publishing().submit(EDITOR, draft.id(), draft.version());
        var failed = kept(submitted, Report.CHECK, false);
        var content = folder.resolve("drafts").resolve(draft.id()).resolve("content");
        var passed = Files.readString(content.resolve(failed)).replace("\"passed\":false", "\"passed\":true");
        Files.writeString(content.resolve(failed), passed);
        assertThat(catchThrowableOfType(
                        AlteredRecord.class,
                        () -> amendments
                                .publishing()
                                .approve(
                                        APPROVER,
                                        draft.id(),
                                        submitted.version(),
                                        submitted.digest(),
                                        failed,
                                        null,
                                        null)))
                .hasMessageContaining(failed);
        var forged = io.shuangsuiji.policy.Digests.of(passed.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        Files.writeString(content.resolve(forged), passed);
        refused(
                Why.INVALID,
                () -> amendments
                        .publishing()
                        .approve(APPROVER, draft.id(), submitted.version(), submitted.digest(), forged, null, null));
    }

    @Test
    void shouldTakeTwoWaysToWriteANameForOnePerson() throws Exception {
        var draft = amended();
        var submitted =
                amendments.publishing().submit(new Actor("Li.Si", Set.of(Role.EDITOR)), draft.id(), draft.version());
        var edited = amendments.edit(
                new Actor("Li.Si", Set.of(Role.EDITOR)),
                draft.id(),
                submitted.version(),
                List.of(new SetCell("quota.dmn", Shipped.R05, "16%")));
        var again = amendments.publishing().submit(EDITOR, draft.id(), edited.version());
        var check = kept(again, Report.CHECK, true);
        refused(
                Why.NOT_PERMITTED,
                () -> amendments
                        .publishing()
                        .approve(
                                new Actor("li.si", Set.of(Role.APPROVER)),
                                draft.id(),
                                again.version(),
                                again.digest(),
                                check,
                                null,
                                null));
    }

    @Test
    void shouldRecordFromWhereAStepWasMadeAndKeepDraftsToTheOwner() throws Exception {
        amendments.create(new Actor("张三", Set.of(Role.EDITOR), "192.0.2.7"), BASE, header("2024-07-01"));
        assertThat(amendments.log().entries())
                .last()
                .satisfies(entry -> assertThat(entry.from()).isEqualTo("192.0.2.7"));
        try (var files = Files.walk(folder.resolve("drafts"))) {
            assertThat(files)
                    .allSatisfy(file -> assertThat(java.nio.file.attribute.PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(file)))
                            .as(file.toString())
                            .endsWith("------"));
        }
        var published = approved(amended());
        amendments.publishing().publish(APPROVER, published.id(), published.version());
        assertThat(Files.getPosixFilePermissions(editions.resolve("2024-07-01/quota.dmn")))
                .as("an edition is public")
                .contains(java.nio.file.attribute.PosixFilePermission.OTHERS_READ);
    }

    @Test
    void shouldAmendApproveAndPublishWithFourEyes() throws Exception {
        var approved = approved(amended());
        var published = amendments.publishing().publish(APPROVER, approved.id(), approved.version());

        assertThat(published.state()).isEqualTo(State.PUBLISHED);
        assertThat(published.published()).isEqualTo("2024-07-01");
        var catalog = TestEditions.load(editions);
        var edition = catalog.named("2024-07-01").orElseThrow();
        assertThat(edition.info().documentNumber()).isEqualTo("深南环〔2024〕9号");
        assertThat(edition.info().basis()).hasSize(3);
        var publication = edition.info().publication();
        assertThat(publication.approver()).isEqualTo("李四");
        assertThat(publication.authors()).containsExactly("张三");
        assertThat(publication.draftDigest()).isEqualTo(approved.digest());
        assertThat(publication.base()).isEqualTo("2024-01-01");
        assertThat(editions.resolve("2024-07-01/test-scenarios/抽样.xlsx")).hasContent("workbook");
        var quota = edition.model("quota").orElseThrow();
        var inputs = new java.util.HashMap<String, Object>(Map.of(
                "objectType",
                "排污单位",
                "category",
                "重点",
                "population",
                new BigDecimal(100),
                "officers",
                BigDecimal.ONE,
                "quarter",
                BigDecimal.ONE));
        inputs.put("participatingOfficers", null);
        assertThat(edition.engine().evaluate(quota, inputs).outputs().toString())
                .contains("required=15");
        assertThat(amendments
                        .publishing()
                        .history(EditionName.parse("2024-07-01").orElseThrow()))
                .extracting(Entry::step)
                .containsExactly(
                        Step.CREATE, Step.EDIT, Step.SUBMIT, Step.CHECK, Step.IMPACT, Step.APPROVE, Step.PUBLISH);
        assertThat(amendments.log().verifies()).isTrue();
        assertThat(amendments.log().hashes()).contains(publication.record());
        assertThat(Shipped.read(editions.resolve("2024-01-01"))).containsExactlyEntriesOf(Shipped.files());
    }

    @Test
    void shouldLetNobodyApproveWhatTheyWrote() throws Exception {
        var draft = amended();
        draft = amendments.edit(
                SECOND, draft.id(), draft.version(), List.of(new SetCell("quota.dmn", Shipped.R05, "16%")));
        var submitted = amendments.publishing().submit(EDITOR, draft.id(), draft.version());
        var check = kept(submitted, Report.CHECK, true);
        var publishing = amendments.publishing();
        refused(
                Why.NOT_PERMITTED,
                () -> publishing.approve(
                        EDITOR, submitted.id(), submitted.version(), submitted.digest(), check, null, null));
        refused(
                Why.NOT_PERMITTED,
                () -> publishing.approve(
                        SECOND, submitted.id(), submitted.version(), submitted.digest(), check, null, null));
        refused(Why.NOT_PERMITTED, () -> publishing.publish(EDITOR, submitted.id(), submitted.version()));
        refused(
                Why.NOT_PERMITTED,
                () -> amendments.edit(APPROVER, submitted.id(), submitted.version(), List.of(TO_15)));
        refused(Why.WRONG_STATE, () -> publishing.publish(APPROVER, submitted.id(), submitted.version()));
    }

    @Test
    void shouldApproveOnlyWhatWasSeenAndPassed() throws Exception {
        var before = amended();
        var oldCheck = kept(before, Report.CHECK, true);
        var edited = amendments.edit(
                EDITOR, before.id(), before.version(), List.of(new SetCell("quota.dmn", Shipped.R05, "16%")));
        var draft = amendments.publishing().submit(EDITOR, edited.id(), edited.version());
        var failed = kept(draft, Report.CHECK, false);
        var check = kept(draft, Report.CHECK, true);
        var publishing = amendments.publishing();
        refused(
                Why.STALE,
                () -> publishing.approve(APPROVER, draft.id(), draft.version(), before.digest(), check, null, null));
        refused(
                Why.INVALID,
                () -> publishing.approve(APPROVER, draft.id(), draft.version(), draft.digest(), oldCheck, null, null));
        refused(
                Why.WRONG_STATE,
                () -> publishing.approve(APPROVER, draft.id(), draft.version(), draft.digest(), failed, null, null));
        refused(
                Why.INVALID,
                () -> publishing.approve(APPROVER, draft.id(), draft.version(), draft.digest(), check, oldCheck, null));
        refused(
                Why.INVALID,
                () -> publishing.approve(
                        APPROVER, draft.id(), draft.version(), draft.digest(), "../../secret", null, null));
    }

    @Test
    void shouldLapseTheApprovalOnAnyChange() throws Exception {
        var approved = approved(amended());
        var edited = amendments.edit(
                EDITOR, approved.id(), approved.version(), List.of(new SetCell("quota.dmn", Shipped.R05, "16%")));
        assertThat(edited.approval()).isNull();
        assertThat(edited.state()).isEqualTo(State.DRAFTING);
        refused(Why.WRONG_STATE, () -> amendments.publishing().publish(APPROVER, edited.id(), edited.version()));
        var again = approved(edited);
        var moved = amendments.describe(
                EDITOR, again.id(), again.version(), new Header("方案", null, "理由", LocalDate.parse("2024-08-01"), null));
        assertThat(moved.approval()).isNull();
        var third = approved(moved);
        var scenarios = amendments.setScenarios(EDITOR, third.id(), third.version(), "抽样.xlsx", new byte[] {1});
        assertThat(scenarios.approval()).isNull();
    }

    @Test
    void shouldRefuseAnEditOfAnOlderVersionAndTellWhatChanged() throws Exception {
        var draft = begun();
        amendments.edit(SECOND, draft.id(), draft.version(), List.of(TO_15));
        var stale = refused(
                Why.STALE,
                () -> amendments.edit(
                        EDITOR, draft.id(), draft.version(), List.of(new SetCell("quota.dmn", Shipped.R05, "20%"))));
        assertThat(stale.getMessage()).contains("王五", "R05 抽查比例/倍数 12.5% → 15%");
        assertThat(amendments.difference(amendments.draft(draft.id())).words())
                .containsExactly("「抽样规则」R05 抽查比例/倍数 12.5% → 15%", "「版本信息」文号 无 → 深南环〔2024〕9号");
    }

    @Test
    void shouldSayThatNothingChangedAndNotWhatChangedBefore() throws Exception {
        var draft = amended();
        var dmn = amendments.files(draft).get("quota.dmn");
        for (var same : List.of(
                amendments.edit(EDITOR, draft.id(), draft.version(), List.of(TO_15)),
                amendments.upload(EDITOR, draft.id(), draft.version(), "quota.dmn", dmn),
                amendments.setScenarios(
                        EDITOR,
                        draft.id(),
                        draft.version(),
                        "抽样.xlsx",
                        amendments.scenarios(draft).get("抽样.xlsx")),
                amendments.describe(EDITOR, draft.id(), draft.version(), draft.header()))) {
            assertThat(same.version()).isEqualTo(draft.version());
            assertThat(same.words()).containsExactly("没有改动");
        }
    }

    @Test
    void shouldLoseNoEditAmongManyHands() throws Exception {
        var draft = begun();
        var multiple = Shipped.RULES + "-rule-2-out-4";
        var pool = Executors.newFixedThreadPool(4);
        try {
            Callable<Integer> hand = () -> {
                var own = at("2024-05-31T17:00:00Z");
                int saved = 0;
                while (saved < 5) {
                    var now = own.draft(draft.id());
                    var cell = own.tables(now).cell("quota.dmn", multiple).orElseThrow();
                    var next = new BigDecimal(cell.feel()).add(BigDecimal.ONE).toPlainString();
                    try {
                        own.edit(EDITOR, draft.id(), now.version(), List.of(new SetCell("quota.dmn", multiple, next)));
                        saved++;
                    } catch (AmendmentRefused stale) {
                        assertThat(stale.why()).isEqualTo(Why.STALE);
                    }
                }
                return saved;
            };
            for (var done : pool.invokeAll(List.of(hand, hand, hand, hand))) {
                assertThat(done.get()).isEqualTo(5);
            }
        } finally {
            pool.shutdownNow();
        }
        var cell = amendments
                .tables(amendments.draft(draft.id()))
                .cell("quota.dmn", multiple)
                .orElseThrow();
        assertThat(cell.feel()).isEqualTo("22.5");
        assertThat(amendments.log().verifies()).isTrue();
    }

    @Test
    void shouldUndoStepByStepToTheByte() throws Exception {
        var first = begun();
        var second = amendments.edit(EDITOR, first.id(), 1, List.of(TO_15));
        var third = amendments.edit(
                EDITOR, first.id(), 2, List.of(new Edit.DeleteRow("quota.dmn", Shipped.RULES + "-rule-2")));
        var undone = amendments.undo(EDITOR, first.id(), 3);
        assertThat(undone.files()).isEqualTo(second.files());
        var again = amendments.undo(EDITOR, first.id(), 4);
        assertThat(again.files()).isEqualTo(first.files());
        refused(Why.WRONG_STATE, () -> amendments.undo(EDITOR, first.id(), 5));
        assertThat(third.words()).hasSize(1);
        assertThat(amendments.versions(first.id())).hasSize(5);
    }

    @Test
    void shouldMakeAgainWhatWasTakenBackUntilSomethingElseIsChanged() throws Exception {
        var first = amendments.create(EDITOR, BASE, header("2024-06-01"));
        var second = amendments.edit(EDITOR, first.id(), 1, List.of(TO_15));
        var third = amendments.edit(
                EDITOR, first.id(), 2, List.of(new Edit.DeleteRow("quota.dmn", Shipped.RULES + "-rule-2")));
        refused(Why.WRONG_STATE, () -> amendments.redo(EDITOR, first.id(), 3));
        amendments.undo(EDITOR, first.id(), 3);
        var back = amendments.undo(EDITOR, first.id(), 4);
        assertThat(amendments.steps(back).done()).isEmpty();
        assertThat(amendments.steps(back).undone()).containsExactly(second, third);

        assertThat(amendments.redo(EDITOR, first.id(), 5).files()).isEqualTo(second.files());
        var again = amendments.redo(EDITOR, first.id(), 6);
        assertThat(again.files()).isEqualTo(third.files());
        assertThat(amendments.steps(again).done()).containsExactly(third, second);
        assertThat(amendments.undo(EDITOR, first.id(), 7).files()).isEqualTo(second.files());

        // what the draft is called is no step of its tables
        amendments.describe(EDITOR, first.id(), 8, new Header("方案", null, "说明", LocalDate.parse("2024-06-02"), null));
        assertThat(amendments.steps(amendments.draft(first.id())).done()).containsExactly(second);
        assertThat(amendments.steps(amendments.draft(first.id())).undone()).containsExactly(third);
        var other = amendments.edit(EDITOR, first.id(), 9, List.of(new SetCell("quota.dmn", Shipped.R05, "16%")));
        assertThat(amendments.steps(other).done()).containsExactly(other, second);
        refused(Why.WRONG_STATE, () -> amendments.redo(EDITOR, first.id(), 10));
    }

    @Test
    void shouldTakeEditsOnAnOlderVersionWhereNobodyChangedWhatTheyTouch() throws Exception {
        var draft = amendments.create(EDITOR, BASE, header("2024-06-01"));
        amendments.edit(
                SECOND,
                draft.id(),
                1,
                List.of(
                        new Edit.AddRow("quota.dmn", Shipped.RULES, 1, Shipped.RULES + "-rule-3"),
                        new SetCell("quota.dmn", Shipped.RULES + "-rule-2-out-4", "3"),
                        new Edit.DeleteRow("quota.dmn", Shipped.RULES + "-rule-4")));
        // another cell, another row, and a place that is counted anew
        var merged = amendments.merge(
                EDITOR,
                draft.id(),
                1,
                List.of(
                        TO_15,
                        new Edit.DeleteRow("quota.dmn", Shipped.RULES + "-rule-5"),
                        new Edit.AddRow(
                                "quota.dmn", Shipped.RULES, 2, null, Map.of(Shipped.RULES + "/annotation[1]", "R99"))));
        assertThat(merged.version()).isEqualTo(3);
        var rows = amendments
                .tables(merged)
                .table("quota.dmn", Shipped.RULES)
                .orElseThrow()
                .rows();
        assertThat(rows.get(1).name()).isEqualTo("R05");
        assertThat(rows.get(2).name()).isEqualTo("R99");
        assertThat(amendments
                        .tables(merged)
                        .cell("quota.dmn", Shipped.R05)
                        .orElseThrow()
                        .text())
                .isEqualTo("15%");

        var edits = List.of(
                new SetCell("quota.dmn", Shipped.R05, "16%"),
                new SetCell("quota.dmn", Shipped.RULES + "-rule-2-out-4", "4"),
                new SetCell("quota.dmn", Shipped.RULES + "-rule-4-out-4", "4"),
                // both have written the same
                new SetCell("quota.dmn", Shipped.RULES + "-rule-2-out-4", "3"));
        assertThatThrownBy(() -> amendments.merge(EDITOR, draft.id(), 1, edits))
                .isInstanceOfSatisfying(AmendmentRefused.class, refused -> {
                    assertThat(refused.why()).isEqualTo(Why.STALE);
                    assertThat(refused.edits().keySet()).containsExactly(0, 1, 2);
                    assertThat(refused.edits().get(0)).startsWith("已改为「15%」");
                    assertThat(refused.edits().get(2)).startsWith("这一行已被删除");
                });
        assertThat(amendments.draft(draft.id()).version()).isEqualTo(3);
        refused(Why.STALE, () -> amendments.edit(EDITOR, draft.id(), 1, List.of(TO_15)));
    }

    @Test
    void shouldNameEveryCellOfABlockThatIsNotAllowedAndTakeNone() throws Exception {
        var draft = amendments.create(EDITOR, BASE, header("2024-06-01"));
        var edits = List.of(
                new SetCell("quota.dmn", Shipped.R05, "15"),
                new SetCell("quota.dmn", Shipped.RULES + "-rule-2-out-3", "不认识的方式"),
                new SetCell("quota.dmn", Shipped.RULES + "-rule-3-out-1", "可以"),
                new Edit.AddRow("quota.dmn", Shipped.RULES, 3, null, Map.of(Shipped.RULES + "-in-1", "不认识的类型")));
        assertThatThrownBy(() -> amendments.edit(EDITOR, draft.id(), 1, edits))
                .isInstanceOfSatisfying(EditRefused.class, refused -> {
                    assertThat(refused.all().stream().map(each -> each.index().orElseThrow()))
                            .containsExactlyInAnyOrder(0, 1, 3);
                    assertThat(refused.all().stream().flatMap(each -> each.column().stream()))
                            .containsExactly(Shipped.RULES + "-in-1");
                    assertThat(refused.all().stream().map(EditRefused::getMessage))
                            .anyMatch(words -> words.contains("15 是 1500%，是否指 15%？"));
                });
        assertThat(amendments.draft(draft.id()).version()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-05-31", "2023-12-31"})
    void shouldRefuseADayThatIsPastInShenzhen(String day) throws Exception {
        var draft = amendments.create(EDITOR, BASE, header(day));
        refused(Why.INVALID, () -> amendments.publishing().submit(EDITOR, draft.id(), draft.version()));
    }

    @Test
    void shouldTakeTodayInShenzhen() throws Exception {
        var draft = amendments.create(EDITOR, BASE, header("2024-06-01"));
        assertThat(amendments.publishing().submit(EDITOR, draft.id(), 1).state())
                .isEqualTo(State.SUBMITTED);
    }

    @Test
    void shouldCorrectAPastEditionOnlyAsARevisionWithAReason() throws Exception {
        var draft = amendments.create(EDITOR, BASE, header("2024-01-01"));
        refused(Why.INVALID, () -> amendments.publishing().submit(EDITOR, draft.id(), 1));
        var header = new Header("方案", null, "更正", LocalDate.parse("2024-01-01"), "印发时笔误");
        var approved = approved(amendments.describe(EDITOR, draft.id(), 1, header));
        var published = amendments.publishing().publish(APPROVER, approved.id(), approved.version());
        assertThat(published.published()).isEqualTo("2024-01-01.1");
    }

    @Test
    void shouldReturnToAnEarlierEditionAsANewRevisionAndOverwriteNothing() throws Exception {
        var approved = approved(amended());
        amendments.publishing().publish(APPROVER, approved.id(), approved.version());
        var before = Shipped.read(editions.resolve("2024-07-01"));
        var back = approved(amendments.create(EDITOR, BASE, header("2024-07-01")));
        var published = amendments.publishing().publish(APPROVER, back.id(), back.version());
        assertThat(published.published()).isEqualTo("2024-07-01.1");
        assertThat(Shipped.read(editions.resolve("2024-07-01"))).containsExactlyEntriesOf(before);
        assertThat(EditionDiff.between(Shipped.tables(), Shipped.tables(Shipped.read(editions.resolve("2024-07-01.1"))))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void shouldWithdrawAnEditionBeforeItsDayAndNotAfter() throws Exception {
        var approved = approved(amended());
        amendments.publishing().publish(APPROVER, approved.id(), approved.version());
        var name = EditionName.parse("2024-07-01").orElseThrow();
        refused(Why.NOT_PERMITTED, () -> amendments.publishing().withdraw(EDITOR, name, "不发了"));
        refused(Why.INVALID, () -> amendments.publishing().withdraw(APPROVER, name, " "));
        refused(Why.WRONG_STATE, () -> at("2024-06-30T16:00:00Z").publishing().withdraw(APPROVER, name, "晚了"));
        amendments.publishing().withdraw(APPROVER, name, "文件未签发");
        refused(Why.NOT_FOUND, () -> amendments.publishing().withdraw(APPROVER, name, "再撤"));
        var catalog = TestEditions.load(editions);
        assertThat(catalog.named("2024-07-01")).isEmpty();
        assertThat(catalog.folders().get(1).withdrawal().by()).isEqualTo("李四");
        var second = approved(amendments.create(EDITOR, BASE, header("2024-07-01")));
        assertThat(amendments
                        .publishing()
                        .publish(APPROVER, second.id(), second.version())
                        .published())
                .isEqualTo("2024-07-01.1");
    }

    @Test
    void shouldSurviveARestart() throws Exception {
        var draft = amended();
        var reopened = at("2024-06-02T00:00:00Z");
        assertThat(reopened.drafts()).hasSize(1);
        assertThat(reopened.draft(draft.id())).isEqualTo(draft);
        assertThat(Shipped.text(reopened.files(draft), "quota.dmn")).contains("<text>0.15</text>");
    }

    @Test
    void shouldTakeAnUploadedDmnAsTheSameEdit() throws Exception {
        var draft = begun();
        var dmn = Shipped.text(Shipped.files(), "quota.dmn")
                .replace("<text>0.125</text>", "<text>0.15</text>")
                .replace("  ", " ");
        var uploaded = amendments.upload(
                EDITOR, draft.id(), 1, "配额.dmn", dmn.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        var onPage = DmnEditor.apply(amendments.files(draft), List.of(TO_15));
        assertThat(amendments.files(uploaded)).containsExactlyEntriesOf(onPage);
        var twoInputs = dmn.replace(
                "<requiredInput href=\"#quota-input-category\"/>", "<requiredInput href=\"#quota-input-officers\"/>");
        var whole = amendments.upload(
                EDITOR, draft.id(), 2, "quota.dmn", twoInputs.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(Shipped.text(amendments.files(whole), "quota.dmn")).isEqualTo(twoInputs);
    }

    @Test
    void shouldTakeAWorkbookAndRefuseOneWhoseTablesChangedSince() throws Exception {
        var draft = begun();
        var download = new ByteArrayOutputStream();
        amendments.download(draft, download);
        byte[] edited;
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(download.toByteArray()));
                var out = new ByteArrayOutputStream()) {
            workbook.getSheet("抽样规则").getRow(4).getCell(5).setCellValue(0.15);
            workbook.write(out);
            edited = out.toByteArray();
        }
        var other = amendments.edit(
                SECOND,
                draft.id(),
                1,
                List.of(new SetCell("routing.dmn", "routing-decision-routing-table-rule-1-out-1", "某队")));
        var uploaded = amendments.upload(EDITOR, draft.id(), other.version(), edited, null);
        assertThat(Shipped.text(amendments.files(uploaded), "quota.dmn")).contains("<text>0.15</text>");
        assertThat(Shipped.text(amendments.files(uploaded), "routing.dmn")).contains("某队");
        refused(Why.STALE, () -> amendments.upload(EDITOR, draft.id(), uploaded.version(), edited, null));
        var another = begun();
        refused(Why.INVALID, () -> amendments.upload(EDITOR, another.id(), 1, edited, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "20240601-aaaaaaaa/../..", "", "..", "20240601-AAAAAAAA", "x\0y"})
    void shouldFindNoDraftOutsideItsFolder(String id) {
        refused(Why.NOT_FOUND, () -> amendments.draft(id));
        refused(Why.NOT_FOUND, () -> amendments.edit(EDITOR, id, 1, List.of(TO_15)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../x.xlsx",
                "../x.csv",
                "x.csv.exe",
                "a/b.xlsx",
                "a\\b.xlsx",
                ".x.xlsx",
                "con.xlsx",
                "x.exe",
                "x\n.xlsx",
                "a..xlsx"
            })
    void shouldTakeNoFileNameThatIsAPath(String name) throws Exception {
        var draft = begun();
        refused(Why.INVALID, () -> amendments.setScenarios(EDITOR, draft.id(), 1, name, new byte[1]));
    }

    @Test
    void shouldNeedATitleAndAReason() {
        refused(Why.INVALID, () -> amendments.create(EDITOR, BASE, new Header(null, null, " ", null, null)));
        refused(
                Why.NOT_FOUND,
                () -> amendments.create(EDITOR, EditionName.parse("2030-01-01").orElseThrow(), header("2030-01-01")));
    }
}
