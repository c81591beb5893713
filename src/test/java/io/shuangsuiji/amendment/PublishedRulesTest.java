package io.shuangsuiji.amendment;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.amendment.draft.Actor;
import io.shuangsuiji.amendment.draft.AmendmentLog;
import io.shuangsuiji.amendment.draft.AmendmentLog.Step;
import io.shuangsuiji.amendment.draft.Audit;
import io.shuangsuiji.amendment.draft.Draft;
import io.shuangsuiji.amendment.draft.Draft.Header;
import io.shuangsuiji.amendment.draft.EditionFolder;
import io.shuangsuiji.amendment.draft.Report;
import io.shuangsuiji.amendment.edit.Edit.SetCell;
import io.shuangsuiji.plan.Finding;
import io.shuangsuiji.plan.Findings;
import io.shuangsuiji.plan.Stratum;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.EditionFiles;
import io.shuangsuiji.policy.EditionName;
import io.shuangsuiji.policy.compile.EditionCompiler;
import io.shuangsuiji.policy.store.EditionCatalog;
import io.shuangsuiji.policy.store.EditionStore;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the service publishes keeps the rules that it was published with. */
class PublishedRulesTest {
    private static final String BASE = "2024-01-01";
    private static final String PUBLISHED = "2024-07-01";
    private static final Stratum WITHOUT_RULE = new Stratum(
            "某层",
            null,
            List.of("某类对象"),
            null,
            3,
            0,
            0,
            "R99",
            "四",
            "比例",
            BigDecimal.ONE,
            "100%",
            "年度",
            true,
            null,
            null,
            null,
            false,
            "某队",
            "某平台",
            Map.of(),
            List.of(),
            Map.of());

    @TempDir
    Path folder;

    private Path editions;
    private Path rules;

    @BeforeEach
    void lay() throws IOException {
        editions = Files.createDirectories(folder.resolve("dmn"));
        rules = Files.createDirectories(folder.resolve("rules"));
        TestEditions.copyTo(editions, BASE);
        for (var file : EditionFiles.read(Path.of("rules")).entrySet()) {
            Files.write(rules.resolve(file.getKey()), file.getValue());
        }
    }

    private Amendments amendments() throws IOException {
        return new Amendments(
                folder.resolve("drafts"), editions, rules, Path.of("test-scenarios"), CrashingPublisher.CLOCK);
    }

    private EditionCatalog load(Path from) {
        try (var store = new EditionStore(from, rules, new EditionCompiler(), CrashingPublisher.CLOCK)) {
            store.load();
            return store.catalog();
        }
    }

    private Edition edition(String name) {
        return load(editions).named(name).orElseThrow();
    }

    private static List<String> found(Edition edition) {
        return Findings.of(edition, List.of(WITHOUT_RULE)).stream()
                .map(Finding::message)
                .toList();
    }

    private void changeTheSharedRules() {
        TestEditions.replaceOnce(rules.resolve("strata.drl"), "findings.add(\"noRule\"", "findings.add(\"notDue\"");
    }

    private Draft begun(String base) throws Exception {
        var header = new Header(null, null, "理由", LocalDate.parse(PUBLISHED), null);
        return amendments()
                .create(CrashingPublisher.EDITOR, EditionName.parse(base).orElseThrow(), header);
    }

    @Test
    void shouldGiveAPastAnswerAgainAfterTheSharedRulesChanged() throws Exception {
        CrashingPublisher.publishOne(amendments(), draft -> {});
        var before = edition(PUBLISHED);
        changeTheSharedRules();

        var after = edition(PUBLISHED);
        assertThat(after.digest()).isEqualTo(before.digest());
        assertThat(found(after))
                .isEqualTo(found(before))
                .singleElement()
                .asString()
                .contains("无规定");
        // made by hand, the edition that it began from goes by the shared ones
        assertThat(found(edition(BASE))).singleElement().asString().contains("本期不抽取");
    }

    @Test
    void shouldCheckAndPublishADraftByTheRulesThatItWasBegunWith() throws Exception {
        var draft = begun(BASE);
        changeTheSharedRules();
        var files = amendments().files(draft);
        assertThat(EditionFiles.digest(files)).isEqualTo(draft.baseDigest());
        assertThat(Shipped.text(files, "strata.drl")).contains("add(\"noRule\"");
        assertThat(amendments().difference(draft).words()).isEmpty();
    }

    @Test
    void shouldHandItsRulesOnToTheDraftsThatBeginFromIt() throws Exception {
        CrashingPublisher.publishOne(amendments(), draft -> {});
        changeTheSharedRules();
        var files = amendments().files(begun(PUBLISHED));
        assertThat(EditionFiles.rules(files)).containsExactlyEntriesOf(EditionFiles.read(Path.of("rules")));
    }

    @Test
    void shouldBearOneDigestInTheLogTheCatalogAndTheDraftsThatBeginFromIt() throws Exception {
        CrashingPublisher.publishOne(amendments(), draft -> {});
        changeTheSharedRules();
        var digest = edition(PUBLISHED).digest();
        var publication = amendments()
                .publishing()
                .history(EditionName.parse(PUBLISHED).orElseThrow())
                .stream()
                .filter(entry -> entry.step() == Step.PUBLISH)
                .findFirst()
                .orElseThrow();
        assertThat(publication.digests()).containsEntry("edition", digest);
        assertThat(begun(PUBLISHED).baseDigest()).isEqualTo(digest);
        assertThat(begun(BASE).baseDigest()).isEqualTo(edition(BASE).digest());
        assertThat(Audit.of(folder.resolve("drafts"), editions).findings()).isEmpty();
    }

    @Test
    void shouldAnswerTheSameWhereTheFolderIsTakenToAnotherPlace() throws Exception {
        CrashingPublisher.publishOne(amendments(), draft -> {});
        var before = edition(PUBLISHED);
        var archive = Files.createDirectories(folder.resolve("archive"));
        Files.move(editions.resolve(PUBLISHED), archive.resolve(PUBLISHED));
        for (var file : EditionFiles.read(rules).keySet()) {
            Files.delete(rules.resolve(file));
        }
        var there = load(archive).named(PUBLISHED).orElseThrow();
        assertThat(there.digest()).isEqualTo(before.digest());
        assertThat(found(there)).isEqualTo(found(before)).isNotEmpty();
    }

    @Test
    void shouldMissRulesThatWereAlteredOrTakenAwayAfterPublication() throws Exception {
        CrashingPublisher.publishOne(amendments(), draft -> {});
        TestEditions.replaceOnce(
                editions.resolve(PUBLISHED).resolve("strata.drl"),
                "findings.add(\"noRule\"",
                "findings.add(\"notDue\"");
        Files.delete(editions.resolve(PUBLISHED).resolve("joint.drl"));
        assertThat(Audit.of(folder.resolve("drafts"), editions).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.words()).contains("被改动：joint.drl（不在了）、strata.drl；"));
    }

    /** As the service published and logged before editions kept their rules. */
    @Test
    void shouldHoldAnOldPublicationAgainstItsDraft() throws Exception {
        for (var file : EditionFiles.read(rules).keySet()) {
            Files.delete(rules.resolve(file));
        }
        CrashingPublisher.publishOne(amendments(), draft -> {});
        var log = folder.resolve("drafts").resolve(AmendmentLog.FILE);
        var chain = AmendmentLog.read(log);
        var last = chain.entries().get(chain.entries().size() - 1);
        var lines = Files.readAllLines(log);
        Files.write(log, lines.subList(0, lines.size() - 1));
        var digests = new TreeMap<>(last.digests());
        digests.remove(EditionFolder.SCENARIOS);
        digests.put("edition", "0".repeat(64));
        AmendmentLog.append(
                log,
                new AmendmentLog.Entry(
                        last.at(),
                        last.step(),
                        new Actor(last.actor(), Set.of()),
                        last.draft(),
                        last.version(),
                        last.edition(),
                        digests,
                        last.words()));

        assertThat(Audit.of(folder.resolve("drafts"), editions).findings()).isEmpty();
        TestEditions.replaceOnce(
                editions.resolve(PUBLISHED).resolve("quota.dmn"), "<text>0.15</text>", "<text>0.2</text>");
        assertThat(Audit.of(folder.resolve("drafts"), editions).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.words()).contains("被改动：quota.dmn；"));
    }

    /** A draft that was begun before drafts kept the rules takes those that it was checked by when it is published. */
    @Test
    void shouldPublishAnOldDraftWithTheSharedRules() throws Exception {
        var kept = rules;
        rules = Files.createDirectories(folder.resolve("none"));
        var draft = begun(BASE);
        rules = kept;
        var amendments = amendments();
        var publishing = amendments.publishing();
        draft = amendments.edit(
                CrashingPublisher.EDITOR, draft.id(), 1, List.of(new SetCell("quota.dmn", Shipped.R05, "15%")));
        draft = publishing.submit(CrashingPublisher.EDITOR, draft.id(), draft.version());
        var check = publishing.keep(
                CrashingPublisher.EDITOR, draft, Step.CHECK, Report.of(Report.CHECK, draft, true, "通过", Map.of()));
        var impact = publishing.keep(
                CrashingPublisher.EDITOR, draft, Step.IMPACT, Report.of(Report.IMPACT, draft, true, "影响", Map.of()));
        draft = publishing.approve(
                CrashingPublisher.APPROVER, draft.id(), draft.version(), draft.digest(), check, impact, null);
        publishing.publish(CrashingPublisher.APPROVER, draft.id(), draft.version());
        assertThat(editions.resolve(PUBLISHED).resolve("strata.drl"))
                .hasSameBinaryContentAs(rules.resolve("strata.drl"));
    }
}
