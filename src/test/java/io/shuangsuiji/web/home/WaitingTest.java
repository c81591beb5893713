package io.shuangsuiji.web.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.amendment.Amendments;
import io.shuangsuiji.amendment.draft.Actor;
import io.shuangsuiji.amendment.draft.Actor.Role;
import io.shuangsuiji.amendment.draft.AmendmentLog.Step;
import io.shuangsuiji.amendment.draft.Draft;
import io.shuangsuiji.amendment.draft.Report;
import io.shuangsuiji.amendment.edit.Edit.SetCell;
import io.shuangsuiji.policy.EditionName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the first page asks of whoever looks, by their roles and by what they have written. */
class WaitingTest {
    private static final Actor EDITOR = new Actor("张三", Set.of(Role.EDITOR));
    private static final Actor ANOTHER = new Actor("赵六", Set.of(Role.EDITOR));
    private static final Actor APPROVER = new Actor("李四", Set.of(Role.APPROVER));
    private static final Actor BOTH = new Actor("王五", Set.of(Role.EDITOR, Role.APPROVER));
    private static final Actor READER = new Actor("孙七", Set.of());

    @TempDir
    Path folder;

    private Amendments amendments;

    @BeforeEach
    void open() throws IOException {
        TestEditions.copyTo(Files.createDirectories(folder.resolve("dmn")), "2024-01-01");
        amendments = new Amendments(
                folder.resolve("drafts"),
                folder.resolve("dmn"),
                Path.of("rules"),
                Files.createDirectories(folder.resolve("test-scenarios")),
                Clock.fixed(Instant.parse("2024-05-31T17:00:00Z"), ZoneOffset.UTC));
    }

    private Draft amended(Actor by) throws Exception {
        var header = new Draft.Header(null, null, "提高比例", LocalDate.parse("2024-07-01"), null);
        var draft = amendments.create(by, EditionName.parse("2024-01-01").orElseThrow(), header);
        return amendments.edit(
                by,
                draft.id(),
                draft.version(),
                List.of(new SetCell("quota.dmn", "quota-decision-rules-table-rule-1-out-4", "15%")));
    }

    private Draft submitted(Actor by) throws Exception {
        var draft = amended(by);
        return amendments.publishing().submit(by, draft.id(), draft.version());
    }

    private List<String> todo(Actor person) throws IOException {
        return Waiting.of(amendments, person).stream().map(Waiting::todo).toList();
    }

    @Test
    void shouldAskOnlyThoseWhoWroteADraftToGoOnWithIt() throws Exception {
        amended(EDITOR);
        assertThat(todo(EDITOR)).containsExactly("继续起草");
        assertThat(todo(ANOTHER)).isEmpty();
        assertThat(todo(APPROVER)).isEmpty();
        assertThat(todo(READER)).isEmpty();
    }

    @Test
    void shouldAskAnApproverWhoDidNotWriteIt() throws Exception {
        submitted(BOTH);
        assertThat(todo(APPROVER)).containsExactly("审阅，批准或退回");
        assertThat(todo(BOTH)).containsExactly("已送审，等别人批准");
        assertThat(todo(EDITOR)).isEmpty();
    }

    @Test
    void shouldTellTheReasonOfAReturnUntilItIsSubmittedAgain() throws Exception {
        var draft = submitted(EDITOR);
        draft = amendments.publishing().returnToEditors(APPROVER, draft.id(), draft.version(), "缺文号");
        assertThat(Waiting.of(amendments, EDITOR)).singleElement().satisfies(one -> {
            assertThat(one.todo()).isEqualTo("修改后再送审");
            assertThat(one.why()).isEqualTo("退回：缺文号");
        });
        draft = amendments.edit(
                EDITOR,
                draft.id(),
                draft.version(),
                List.of(new SetCell("quota.dmn", "quota-decision-rules-table-rule-1-out-4", "16%")));
        assertThat(Waiting.of(amendments, EDITOR)).extracting(Waiting::why).containsExactly("退回：缺文号");
        amendments.publishing().submit(EDITOR, draft.id(), draft.version());
        assertThat(Waiting.of(amendments, EDITOR))
                .extracting(Waiting::todo, Waiting::why)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("已送审，等别人批准", null));
    }

    @Test
    void shouldAskToPublishWhatIsApprovedAndPutApprovalsFirst() throws Exception {
        var draft = submitted(EDITOR);
        var publishing = amendments.publishing();
        var check = publishing.keep(EDITOR, draft, Step.CHECK, Report.of(Report.CHECK, draft, true, "报告", Map.of()));
        var impact = publishing.keep(EDITOR, draft, Step.IMPACT, Report.of(Report.IMPACT, draft, true, "报告", Map.of()));
        publishing.approve(APPROVER, draft.id(), draft.version(), draft.digest(), check, impact, null);
        submitted(EDITOR);
        assertThat(todo(APPROVER)).containsExactly("审阅，批准或退回", "已批准，待发布");
        assertThat(todo(EDITOR)).containsExactly("已送审，等别人批准");
    }
}
