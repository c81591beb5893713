package io.shuangsuiji.amendment.draft;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.amendment.Amendments;
import io.shuangsuiji.amendment.Shipped;
import io.shuangsuiji.amendment.draft.Actor.Role;
import io.shuangsuiji.amendment.draft.AmendmentLog.Step;
import io.shuangsuiji.amendment.draft.Audit.Finding;
import io.shuangsuiji.amendment.draft.Draft.Header;
import io.shuangsuiji.amendment.edit.Edit.SetCell;
import io.shuangsuiji.policy.EditionName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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

class AuditTest {
    private static final Actor EDITOR = new Actor("张三", Set.of(Role.EDITOR));
    private static final Actor APPROVER = new Actor("李四", Set.of(Role.APPROVER));
    private static final String EDITION = "2024-07-01";

    @TempDir
    Path folder;

    private Path editions;
    private Path drafts;
    private Path log;
    private Path rules = Path.of("rules");

    @BeforeEach
    void lay() throws IOException {
        editions = Files.createDirectories(folder.resolve("dmn"));
        drafts = folder.resolve("drafts");
        log = drafts.resolve(AmendmentLog.FILE);
        TestEditions.copyTo(editions, "2024-01-01");
    }

    private Amendments amendments() throws IOException {
        return new Amendments(
                drafts,
                editions,
                rules,
                Path.of("test-scenarios"),
                Clock.fixed(Instant.parse("2024-06-01T00:00:00Z"), ZoneOffset.UTC));
    }

    /** Publishes an edition of one changed ratio, of the steps that this takes the last. */
    private Draft published() throws Exception {
        var amendments = amendments();
        var publishing = amendments.publishing();
        var header = new Header(null, null, "提高比例", LocalDate.parse(EDITION), null);
        var draft = amendments.create(EDITOR, EditionName.parse("2024-01-01").orElseThrow(), header);
        draft = amendments.edit(
                EDITOR, draft.id(), draft.version(), List.of(new SetCell("quota.dmn", Shipped.R05, "15%")));
        draft = publishing.submit(EDITOR, draft.id(), draft.version());
        var check = publishing.keep(
                EDITOR, draft, Step.CHECK, Report.of(Report.CHECK, draft, true, "通过", Map.of("passed", true)));
        var impact = publishing.keep(EDITOR, draft, Step.IMPACT, Report.of(Report.IMPACT, draft, true, "影响", Map.of()));
        draft = publishing.approve(APPROVER, draft.id(), draft.version(), draft.digest(), check, impact, null);
        return publishing.publish(APPROVER, draft.id(), draft.version());
    }

    private List<Finding> findings() throws IOException {
        return Audit.of(drafts, editions).findings();
    }

    private void shouldFind(String place, String words) throws IOException {
        var result = Audit.of(drafts, editions);
        assertThat(result.passed()).isFalse();
        assertThat(result.findings()).filteredOn(Finding::error).anySatisfy(finding -> {
            assertThat(finding.place()).contains(place);
            assertThat(finding.words()).contains(words).contains(" / ");
        });
    }

    private Path edition(String file) {
        return editions.resolve(EDITION).resolve(file);
    }

    private void replaceInLog(String from, String to) throws IOException {
        var text = Files.readString(log);
        assertThat(text).contains(from);
        Files.writeString(log, text.replace(from, to));
    }

    @Test
    void shouldFindNothingWhereNothingWasAmended() throws Exception {
        assertThat(Audit.of(drafts, editions)).isEqualTo(new Audit.Result(0, 0, List.of()));
        assertThat(Audit.of(drafts, folder.resolve("none")).passed()).isTrue();
        assertThat(drafts).doesNotExist();
    }

    @Test
    void shouldFindNothingWrongWithWhatTheServicePublishedAndWithdrew() throws Exception {
        published();
        assertThat(Audit.of(drafts, editions)).isEqualTo(new Audit.Result(7, 1, List.of()));
        amendments().publishing().withdraw(APPROVER, EditionName.parse(EDITION).orElseThrow(), "暂缓");
        assertThat(Audit.of(drafts, editions)).isEqualTo(new Audit.Result(8, 1, List.of()));
    }

    @Test
    void shouldNameTheLineWhereTheChainBreaks() throws Exception {
        published();
        replaceInLog("12.5% → 15%", "12.5% → 16%");
        shouldFind(AmendmentLog.FILE, "第 3 行");
        // what follows the break proves nothing any longer
        shouldFind(EDITION, "可信的部分里却没有这条记录");
    }

    @Test
    void shouldMissTheRecordsThatWereCutOffOrLost() throws Exception {
        published();
        var lines = Files.readAllLines(log);
        Files.write(log, lines.subList(0, lines.size() - 1));
        shouldFind(EDITION, "没有这条记录");
        Files.delete(log);
        shouldFind(EDITION, "没有这条记录");
    }

    @Test
    void shouldNameTheFilesThatWereAlteredAfterPublication() throws Exception {
        var draft = published();
        TestEditions.replaceOnce(edition("quota.dmn"), "<text>0.15</text>", "<text>0.16</text>");
        Files.delete(edition("progress.dmn"));
        Files.writeString(edition("extra.dmn"), "x");
        var scenarios = edition("test-scenarios/" + draft.scenarios().firstKey());
        Files.write(scenarios, new byte[] {1}, StandardOpenOption.APPEND);
        for (var name : List.of(
                "quota.dmn", "progress.dmn（不在了）", "extra.dmn（多出来的）", "test-scenarios/A-分类.xlsx", "第 7 行记下的摘要不符")) {
            shouldFind(EDITION, name);
        }
        assertThat(findings().get(0).words()).doesNotContain("routing.dmn", "edition.yaml");
        Files.delete(drafts.resolve(draft.id()).resolve("versions/%06d.yaml".formatted(draft.version())));
        shouldFind(EDITION, "哪个文件不详");
    }

    @Test
    void shouldNameWhatEditionYamlSaysOtherwiseThanTheLog() throws Exception {
        published();
        TestEditions.replaceOnce(edition("edition.yaml"), "approver: \"李四\"", "approver: \"张三\"");
        shouldFind(EDITION, "被改动：edition.yaml；");
        shouldFind(EDITION, "publication.approver 是 张三，修订日志第 7 行是 李四");
        var yaml = Files.readString(edition("edition.yaml"));
        Files.writeString(edition("edition.yaml"), yaml.replaceFirst("record: \"[0-9a-f]", "record: \"x"));
        shouldFind(EDITION, "publication.record 是 x");
        Files.writeString(edition("edition.yaml"), yaml.substring(0, yaml.indexOf("publication:")));
        shouldFind(EDITION, "没有发布记录");
    }

    @Test
    void shouldMissAPublishedFolderThatIsGone() throws Exception {
        published();
        Files.move(editions.resolve(EDITION), folder.resolve("elsewhere"));
        shouldFind(EDITION, "第 7 行记有发布，文件夹却不在");
    }

    @Test
    void shouldNotLetAWithdrawalBeMadeOrTakenBackByHand() throws Exception {
        published();
        Files.writeString(edition("withdrawn.yaml"), "by: \"某人\"\n");
        shouldFind(EDITION, "却没有撤回记录");
        Files.delete(edition("withdrawn.yaml"));
        amendments().publishing().withdraw(APPROVER, EditionName.parse(EDITION).orElseThrow(), "暂缓");
        Files.delete(edition("withdrawn.yaml"));
        shouldFind(EDITION, "withdrawn.yaml 却不在");
    }

    @Test
    void shouldOnlyNoteWhatACrashLeftAndTheServiceFinishes() throws Exception {
        published();
        Files.move(editions.resolve(EDITION), editions.resolve(Recovery.PUBLISHING + EDITION));
        Files.writeString(log, "{\"number\":7,", StandardOpenOption.APPEND);
        var result = Audit.of(drafts, editions);
        assertThat(result.passed()).isTrue();
        assertThat(result.findings())
                .extracting(Finding::words)
                .satisfiesExactly(
                        torn -> assertThat(torn).startsWith("第 8 行没有写完"),
                        half -> assertThat(half).startsWith("发布被中断"));
        amendments();
        assertThat(findings()).isEmpty();
    }
}
