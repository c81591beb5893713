package io.shuangsuiji.amendment;

import io.shuangsuiji.amendment.draft.Actor;
import io.shuangsuiji.amendment.draft.Actor.Role;
import io.shuangsuiji.amendment.draft.AmendmentLog.Step;
import io.shuangsuiji.amendment.draft.Draft;
import io.shuangsuiji.amendment.draft.Draft.Header;
import io.shuangsuiji.amendment.draft.Report;
import io.shuangsuiji.amendment.edit.Edit.SetCell;
import io.shuangsuiji.policy.EditionName;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Drafts and publishes without end, telling each finished step, until it is killed. */
final class CrashingPublisher {
    static final Actor EDITOR = new Actor("张三", Set.of(Role.EDITOR));
    static final Actor APPROVER = new Actor("李四", Set.of(Role.APPROVER));
    static final Clock CLOCK = Clock.fixed(Instant.parse("2024-06-01T00:00:00Z"), ZoneOffset.UTC);

    private CrashingPublisher() {}

    public static void main(String[] arguments) throws Exception {
        var amendments = open(Path.of(arguments[0]));
        System.out.println("ready");
        while (true) {
            publishOne(amendments, draft -> System.out.println(draft.id() + " " + draft.version()));
        }
    }

    static Amendments open(Path folder) throws Exception {
        return new Amendments(
                folder.resolve("drafts"), folder.resolve("dmn"), Path.of("rules"), folder.resolve("none"), CLOCK);
    }

    static void publishOne(Amendments amendments, Consumer<Draft> told) throws Exception {
        var header = new Header(null, "文号", "理由", LocalDate.of(2024, 7, 1), null);
        var base = EditionName.parse("2024-01-01").orElseThrow();
        // another one each time: what says the same as the edition before is not taken
        var rate = 15 + amendments.drafts().size() + "%";
        var draft = amendments.create(EDITOR, base, header);
        told.accept(draft);
        draft = amendments.edit(EDITOR, draft.id(), 1, List.of(new SetCell("quota.dmn", Shipped.R05, rate)));
        told.accept(draft);
        var publishing = amendments.publishing();
        draft = publishing.submit(EDITOR, draft.id(), draft.version());
        told.accept(draft);
        var check = publishing.keep(EDITOR, draft, Step.CHECK, Report.of(Report.CHECK, draft, true, "通过", Map.of()));
        var impact = publishing.keep(EDITOR, draft, Step.IMPACT, Report.of(Report.IMPACT, draft, true, "影响", Map.of()));
        draft = publishing.approve(APPROVER, draft.id(), draft.version(), draft.digest(), check, impact, null);
        told.accept(draft);
        told.accept(publishing.publish(APPROVER, draft.id(), draft.version()));
    }
}
