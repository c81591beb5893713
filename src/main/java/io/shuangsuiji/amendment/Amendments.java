package io.shuangsuiji.amendment;

import io.shuangsuiji.amendment.diff.DiffWords;
import io.shuangsuiji.amendment.diff.EditionDiff;
import io.shuangsuiji.amendment.diff.FileDifferences;
import io.shuangsuiji.amendment.draft.Actor;
import io.shuangsuiji.amendment.draft.Actor.Role;
import io.shuangsuiji.amendment.draft.AmendmentLog;
import io.shuangsuiji.amendment.draft.AmendmentLog.Step;
import io.shuangsuiji.amendment.draft.AmendmentRefused;
import io.shuangsuiji.amendment.draft.AmendmentRefused.Why;
import io.shuangsuiji.amendment.draft.Draft;
import io.shuangsuiji.amendment.draft.Draft.Header;
import io.shuangsuiji.amendment.draft.Draft.State;
import io.shuangsuiji.amendment.draft.DraftRules;
import io.shuangsuiji.amendment.draft.EditionFolder;
import io.shuangsuiji.amendment.draft.EditionYaml;
import io.shuangsuiji.amendment.draft.FileNames;
import io.shuangsuiji.amendment.draft.Lease;
import io.shuangsuiji.amendment.draft.Workspace;
import io.shuangsuiji.amendment.edit.DmnEditor;
import io.shuangsuiji.amendment.edit.Edit;
import io.shuangsuiji.amendment.edit.EditRefused;
import io.shuangsuiji.amendment.edit.Rebase;
import io.shuangsuiji.amendment.edit.TableWorkbook;
import io.shuangsuiji.amendment.edit.Trial;
import io.shuangsuiji.amendment.edit.Uploads;
import io.shuangsuiji.amendment.edit.WorkbookReader;
import io.shuangsuiji.amendment.start.NewPlan;
import io.shuangsuiji.amendment.structure.Gaps;
import io.shuangsuiji.amendment.structure.Gaps.Gap;
import io.shuangsuiji.amendment.structure.Renaming.Left;
import io.shuangsuiji.files.ChainedFile.Chain;
import io.shuangsuiji.model.EditionModel;
import io.shuangsuiji.model.xml.MalformedXml;
import io.shuangsuiji.policy.EditionFiles;
import io.shuangsuiji.policy.EditionInfo;
import io.shuangsuiji.policy.EditionName;
import io.shuangsuiji.policy.store.Withdrawal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The drafts and what may be done with them. Every change names the version of the draft that it was made on; one made on
 * an older version is refused with what changed meanwhile, and nothing is overwritten. Steps are made one at a time, last
 * through a crash, and stand in the log. The steps towards publication are {@link Publishing}'s.
 */
public final class Amendments {
    /** Days are those of Shenzhen. */
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final int MAX_FILES = 50;
    private static final int MAX_WORKBOOK = 10 << 20;
    private static final int MAX_WORDS = 200;
    private static final int MAX_ATTEMPTS = 5;
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Workspace workspace;
    private final Path rules;
    private final Path scenarios;
    private final Clock clock;
    private final KeptTables read = new KeptTables();
    private final Predicate<EditionName> serves;

    /**
     * Opens the folder of drafts, puts in order what a crash may have left.
     *
     * @param drafts the folder of drafts, made where it lacks
     * @param editions the folder that holds one folder an edition
     * @param rules the folder of the rules that are copied into a draft whose edition has none of its own
     * @param scenarios the folder of scenario workbooks, copied into a draft whose edition has none of its own
     * @param clock tells when a step was made and which day is today in Shenzhen
     */
    public Amendments(Path drafts, Path editions, Path rules, Path scenarios, Clock clock) throws IOException {
        this(
                drafts,
                editions,
                rules,
                scenarios,
                clock,
                null,
                name -> !Files.exists(editions.resolve(name.toString()).resolve(Withdrawal.FILE)));
    }

    /**
     * The same for a service beside which another may be started on the same folder.
     *
     * @param lease without which nothing is changed
     * @param serves which editions are in force on their days
     */
    public Amendments(
            Path drafts,
            Path editions,
            Path rules,
            Path scenarios,
            Clock clock,
            Lease lease,
            Predicate<EditionName> serves)
            throws IOException {
        this.workspace = new Workspace(drafts, editions, lease);
        this.rules = rules;
        this.scenarios = scenarios;
        this.clock = clock;
        this.serves = serves;
    }

    /** Which editions these drafts would take the place of. */
    public Succession succession() {
        return new Succession(this, workspace.editions(), scenarios, serves);
    }

    /** The steps towards publication of these drafts. */
    public Publishing publishing() {
        return new Publishing(this, workspace, clock);
    }

    /** What the document of a draft is, and what it asks of the tables. */
    public DocumentSteps document() {
        return new DocumentSteps(this, clock);
    }

    /** All drafts in their newest version, the newest draft first. */
    public List<Draft> drafts() throws IOException {
        return workspace.drafts();
    }

    /** In what the drafts on the disk are not what the log says, in words; such a draft is not taken. */
    public List<String> altered() throws IOException {
        return workspace.altered();
    }

    /** The newest version of a draft. */
    public Draft draft(String id) throws IOException, AmendmentRefused {
        return workspace
                .newest(id)
                .orElseThrow(() -> new AmendmentRefused(Why.NOT_FOUND, "没有这份草案 / there is no such draft"));
    }

    /** One version of a draft. */
    public Draft draft(String id, int version) throws IOException, AmendmentRefused {
        return workspace
                .version(id, version)
                .orElseThrow(() -> new AmendmentRefused(Why.NOT_FOUND, "草案没有这一稿 / the draft has no such version"));
    }

    /** Every version of a draft, from the first. */
    public List<Draft> versions(String id) throws IOException, AmendmentRefused {
        var versions = new ArrayList<Draft>();
        for (int number : workspace.versions(id)) {
            versions.add(draft(id, number));
        }
        return versions;
    }

    /** The edition's files of a draft, by name. */
    public SortedMap<String, byte[]> files(Draft draft) throws IOException {
        return workspace.content(draft.id(), draft.files());
    }

    /** What a draft's edition says of itself beside its title and number. */
    public Draft.Document document(Draft draft) throws IOException {
        if (draft.header().document() != null) {
            return draft.header().document();
        }
        var info = EditionInfo.read(files(draft).getOrDefault(EditionYaml.FILE, new byte[0]));
        return new Draft.Document(info.issuer(), info.basis(), info.note(), false);
    }

    /** The scenario workbooks of a draft, by name. */
    public SortedMap<String, byte[]> scenarios(Draft draft) throws IOException {
        return workspace.content(draft.id(), draft.scenarios());
    }

    /** The tables of a draft. */
    public EditionModel tables(Draft draft) throws IOException {
        return read.of(draft.files(), () -> {
            try {
                return EditionModel.read(files(draft));
            } catch (MalformedXml neverTaken) {
                throw new IOException(neverTaken.getMessage());
            }
        });
    }

    /** What a draft changes of the edition that it began from. */
    public EditionDiff difference(Draft draft) throws IOException, AmendmentRefused {
        try {
            return EditionDiff.between(begun(draft), content(draft));
        } catch (MalformedXml neverTaken) {
            throw new IOException(neverTaken.getMessage());
        }
    }

    /** The same of its tables alone. */
    public EditionDiff tableDifference(Draft draft) throws IOException, AmendmentRefused {
        return EditionDiff.between(tables(draft(draft.id(), 1)), tables(draft));
    }

    /** What a draft began with. */
    SortedMap<String, byte[]> begun(Draft draft) throws IOException, AmendmentRefused {
        var first = draft(draft.id(), 1);
        return content(first, files(first));
    }

    /** All that a draft would be published with: its files with its own title and number, and its scenarios. */
    public SortedMap<String, byte[]> content(Draft draft) throws IOException {
        return content(draft, titled(draft));
    }

    /** The edition's files of a draft, with what it says of itself. */
    SortedMap<String, byte[]> titled(Draft draft) throws IOException {
        var files = new TreeMap<>(files(draft));
        var info = files.get(EditionYaml.FILE);
        if (info != null) {
            files.put(EditionYaml.FILE, EditionYaml.published(info, draft.header(), null));
        }
        return files;
    }

    private SortedMap<String, byte[]> content(Draft draft, SortedMap<String, byte[]> files) throws IOException {
        return inFolder(files, scenarios(draft));
    }

    private static SortedMap<String, byte[]> inFolder(
            SortedMap<String, byte[]> files, SortedMap<String, byte[]> scenarios) {
        var content = new TreeMap<>(files);
        scenarios.forEach((name, bytes) -> content.put(EditionFolder.SCENARIOS + "/" + name, bytes));
        return content;
    }

    /** The log, verified. */
    public Chain<AmendmentLog.Entry> log() throws IOException {
        return workspace.chain();
    }

    /** The files with the rules that they go by. */
    SortedMap<String, byte[]> withRules(SortedMap<String, byte[]> files) throws IOException {
        return EditionFiles.withRules(files, EditionFiles.read(rules));
    }

    /** Today in Shenzhen. */
    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZONE);
    }

    /**
     * Begins a draft as a copy of an edition; of an earlier one to return to it.
     *
     * @throws AmendmentRefused where there is no such edition, or a reason is missing
     */
    public Draft create(Actor actor, EditionName base, Header header) throws IOException, AmendmentRefused {
        return create(actor, base, header, began -> began, "修订自 " + base + " 版");
    }

    /**
     * Begins a draft for a plan of its own (另立一套方案).
     *
     * @param base from whose files it is begun
     * @param header what it is about, the document included
     * @param start what it begins with, made of the base
     * @throws AmendmentRefused where there is no such edition, or something is missing
     */
    public Draft establish(Actor actor, EditionName base, Header header, NewPlan start)
            throws IOException, AmendmentRefused {
        DraftRules.required("title", header.title(), "请写明方案名称 / a title is required");
        return create(actor, base, header, began -> start.begin(began, header), "另立一套方案：" + start.words(base));
    }

    private interface Start {
        EditionFolder of(EditionFolder base) throws IOException;
    }

    private Draft create(Actor actor, EditionName base, Header header, Start start, String words)
            throws IOException, AmendmentRefused {
        actor.require(Role.EDITOR);
        var folder = workspace.editions().resolve(base.toString());
        if (!Files.isDirectory(folder)) {
            throw new AmendmentRefused(Why.NOT_FOUND, "没有 " + base + " 版 / there is no edition " + base);
        }
        // a published folder never changes: what takes long is done before anybody has to wait
        var began = start.of(EditionFolder.proved(folder, scenarios));
        return workspace.locked(() -> {
            var files = withRules(began.files());
            var proofs = began.scenarios();
            try {
                EditionModel.read(files);
            } catch (MalformedXml malformed) {
                throw new AmendmentRefused(Why.INVALID, base + " 版无法读取：" + malformed.getMessage());
            }
            var info = EditionInfo.read(files.getOrDefault("edition.yaml", new byte[0]));
            var id = today().format(DAY) + "-" + Long.toString(RANDOM.nextLong(78364164096L, 2821109907456L), 36);
            var draft = new Draft(
                    id,
                    1,
                    State.DRAFTING,
                    DraftRules.checked(new Header(
                            header.title() == null ? info.title() : header.title(),
                            header.documentNumber(),
                            header.reason(),
                            header.effectiveOn(),
                            header.revisionReason(),
                            header.document())),
                    base.toString(),
                    EditionFiles.digest(files),
                    actor.name(),
                    new TreeSet<>(List.of(actor.name())),
                    clock.instant(),
                    actor.name(),
                    clock.instant(),
                    null,
                    null,
                    List.of(),
                    List.of(words),
                    null,
                    null,
                    workspace.keep(id, files),
                    workspace.keep(id, proofs));
            return workspace.commit(actor, Step.CREATE, draft, Map.of(), draft.words());
        });
    }

    /** Changes tables of a draft by edits, all of them or none. */
    public Draft edit(Actor actor, String id, int version, List<? extends Edit> edits)
            throws IOException, AmendmentRefused, EditRefused {
        return change(actor, id, version, draft -> edited(draft, edits));
    }

    /**
     * The same of edits that were made on an older version, where what they touch is as it was then.
     *
     * @param version the version that they were made on
     * @throws AmendmentRefused where it is not, with the edits concerned
     */
    public Draft merge(Actor actor, String id, int version, List<? extends Edit> edits)
            throws IOException, AmendmentRefused, EditRefused {
        for (int attempt = 1; ; attempt++) {
            int newest = draft(id).version();
            if (version >= newest) {
                return edit(actor, id, version, edits);
            }
            try {
                return merged(actor, id, version, newest, edits);
            } catch (AmendmentRefused refused) {
                // somebody was quicker, once more: that is no conflict yet
                if (refused.why() != Why.STALE || !refused.edits().isEmpty() || attempt == MAX_ATTEMPTS) {
                    throw refused;
                }
            }
        }
    }

    private Draft merged(Actor actor, String id, int version, int newest, List<? extends Edit> edits)
            throws IOException, AmendmentRefused, EditRefused {
        var then = tables(draft(id, version));
        return change(actor, id, newest, draft -> {
            var rebase = Rebase.of(then, tables(draft), edits);
            if (!rebase.conflicts().isEmpty()) {
                throw new AmendmentRefused(rebase.conflicts(), DraftRules.meanwhile(versions(draft.id()), version));
            }
            return edited(draft, rebase.edits());
        });
    }

    private Content edited(Draft draft, List<? extends Edit> edits) throws IOException, EditRefused {
        var tables = tables(draft);
        var after = Uploads.edits(tables, edits);
        var files = new TreeMap<>(files(draft));
        after.files().forEach((name, file) -> files.put(name, file.xml().bytes()));
        return new Content(
                files,
                Trial.reachesScenarios(edits)
                        ? Trial.of(tables, files(draft), scenarios(draft), edits)
                                .scenarios()
                        : null,
                after);
    }

    /**
     * Takes a DMN file as another editor wrote it. What it changes in tables is written into the draft's own file as
     * edits, so that the rest of that file stays as it is; where it changes more than tables the file is taken whole.
     */
    public Draft upload(Actor actor, String id, int version, String name, byte[] dmn)
            throws IOException, AmendmentRefused, EditRefused {
        FileNames.check(name, ".dmn");
        return change(actor, id, version, draft -> new Content(Uploads.dmn(files(draft), name, dmn)));
    }

    /** What a DMN file as another editor wrote it would change of a draft; nothing is taken yet. */
    public EditionDiff preview(Draft draft, String name, byte[] dmn) throws IOException, AmendmentRefused, EditRefused {
        FileNames.check(name, ".dmn");
        try {
            return EditionDiff.between(tables(draft), EditionModel.read(Uploads.dmn(files(draft), name, dmn)));
        } catch (MalformedXml malformed) {
            throw new EditRefused(name, malformed.getMessage());
        }
    }

    /**
     * What edits would come to, in scenarios as well; nothing is taken yet.
     *
     * @param difference cell by cell
     * @param left what says an old name and would be left
     * @param gaps the tables that would lack an answer
     */
    public record Preview(EditionDiff difference, List<Left> left, List<Gap> gaps) {}

    /** What edits would come to; nothing is taken yet. */
    public Preview trial(Draft draft, List<? extends Edit> edits) throws IOException, EditRefused {
        var files = files(draft);
        var before = tables(draft);
        var proofs = scenarios(draft);
        var trial = Trial.of(before, files, proofs, edits);
        var after = new TreeMap<>(files);
        trial.after().files().forEach((name, file) -> after.put(name, file.xml().bytes()));
        try {
            return new Preview(
                    EditionDiff.between(inFolder(files, proofs), inFolder(after, trial.scenarios())),
                    trial.left(),
                    Gaps.opened(before, trial.after()));
        } catch (MalformedXml ownText) {
            throw new EditRefused("", ownText.getMessage());
        }
    }

    /** The tables of a draft that lack an answer since an earlier version. */
    public List<Gap> gapsSince(Draft draft, int version) throws IOException, AmendmentRefused {
        return Gaps.opened(tables(draft(draft.id(), version)), tables(draft));
    }

    /** What edits would change of a draft; nothing is taken yet. */
    public EditionDiff preview(Draft draft, List<? extends Edit> edits) throws IOException, EditRefused {
        var tables = tables(draft);
        return EditionDiff.between(tables, DmnEditor.apply(tables, edits));
    }

    /** Writes the tables of a draft as a workbook. */
    public void download(Draft draft, OutputStream out) throws IOException {
        TableWorkbook.write(tables(draft), new TableWorkbook.Origin(draft.id(), draft.version()), out);
    }

    /**
     * What a workbook, downloaded from a version of this draft and edited since, would change; nothing is taken yet.
     *
     * @throws EditRefused where the file is no such workbook
     */
    public TableWorkbook.Read preview(String id, byte[] workbook) throws IOException, AmendmentRefused, EditRefused {
        var origin = WorkbookReader.origin(workbook);
        if (!origin.draft().equals(id)) {
            throw new AmendmentRefused(
                    Why.INVALID,
                    "这个工作簿是从草案 " + origin.draft() + " 下载的 / the workbook was downloaded from another draft");
        }
        return WorkbookReader.read(tables(draft(id, origin.version())), workbook);
    }

    /**
     * Takes the edits of a workbook. One that was downloaded from an older version is taken where none of the tables that
     * it edits was changed since; else it is refused with what changed meanwhile.
     *
     * @param newColumns whether columns that no table has are taken as proposed; null where nobody has said so, and then
     *     a workbook with such columns is refused with what is to be confirmed
     */
    public Draft upload(Actor actor, String id, int version, byte[] workbook, Boolean newColumns)
            throws IOException, AmendmentRefused, EditRefused {
        var read = preview(id, workbook);
        if (!read.problems().isEmpty()) {
            var first = read.problems().get(0);
            throw new EditRefused(first.sheet() + "!" + first.cell(), first.message());
        }
        if (newColumns == null && !read.proposals().isEmpty()) {
            var first = read.proposals().get(0);
            throw new EditRefused(
                    first.sheet() + "!" + first.cell(),
                    read.proposals().stream()
                                    .map(TableWorkbook.Proposal::question)
                                    .collect(Collectors.joining("；"))
                            + " 请写明 newColumns=true 或 false / there are new columns: say newColumns=true or false");
        }
        var edits = read.edits(Boolean.TRUE.equals(newColumns));
        int downloaded = WorkbookReader.origin(workbook).version();
        var draft = draft(id);
        var changed = EditionDiff.between(tables(draft(id, downloaded)), tables(draft)).tables().stream()
                .map(table -> table.after() == null ? "" : table.after().file())
                .toList();
        if (edits.stream().anyMatch(edit -> changed.contains(edit.file()))) {
            throw new AmendmentRefused(Why.STALE, DraftRules.meanwhile(versions(draft.id()), downloaded));
        }
        return edit(actor, id, version, edits);
    }

    /**
     * Puts a scenario workbook, or a CSV file of one sheet that is named by its model, into the draft; takes one out where
     * there are no bytes.
     */
    public Draft setScenarios(Actor actor, String id, int version, String name, byte[] workbook)
            throws IOException, AmendmentRefused {
        actor.require(Role.EDITOR);
        FileNames.check(name, ".xlsx", ".csv");
        if (workbook != null && workbook.length > MAX_WORKBOOK) {
            throw new AmendmentRefused(
                    Why.INVALID, "工作簿过大，最多 " + (MAX_WORKBOOK >> 20) + " MB / the workbook is too large");
        }
        return workspace.locked(() -> {
            var draft = current(id, version);
            var scenarioFiles = new TreeMap<>(draft.scenarios());
            if (workbook == null) {
                scenarioFiles.remove(name);
            } else {
                scenarioFiles.put(name, workspace.keep(id, workbook));
            }
            if (scenarioFiles.equals(draft.scenarios())) {
                return draft.unchanged();
            }
            if (scenarioFiles.size() > MAX_FILES) {
                throw new AmendmentRefused(Why.INVALID, "最多 " + MAX_FILES + " 个场景工作簿 / too many workbooks");
            }
            var words = told(
                    (workbook == null ? "删除场景工作簿 " : "更新场景工作簿 ") + name,
                    new EditionDiff(
                            FileDifferences.between(one(name, scenarios(draft).get(name)), one(name, workbook))));
            return workspace.commit(
                    actor,
                    Step.EDIT,
                    draft.next(actor.name(), clock.instant())
                            .scenarios(scenarioFiles)
                            .edited()
                            .words(words)
                            .make(),
                    Map.of(),
                    words);
        });
    }

    /** Changes what a draft is about. */
    public Draft describe(Actor actor, String id, int version, Header header) throws IOException, AmendmentRefused {
        actor.require(Role.EDITOR);
        return workspace.locked(() -> {
            var draft = current(id, version);
            if (header.equals(draft.header())) {
                return draft.unchanged();
            }
            var words = described(draft.header(), header);
            return workspace.commit(
                    actor,
                    Step.EDIT,
                    draft.next(actor.name(), clock.instant())
                            .header(DraftRules.checked(header))
                            .described()
                            .words(words)
                            .make(),
                    Map.of(),
                    words);
        });
    }

    /** What differs in what a draft says of itself. */
    private static List<String> described(Header before, Header after) {
        var words = new ArrayList<String>();
        BiConsumer<String, Function<Header, Object>> tell = (what, of) -> {
            var was = Objects.toString(of.apply(before), "");
            var is = Objects.toString(of.apply(after), "");
            if (!was.equals(is)) {
                words.add(what + " " + DiffWords.blank(was) + " → " + DiffWords.blank(is));
            }
        };
        tell.accept("方案名称", Header::title);
        tell.accept("文号", Header::documentNumber);
        tell.accept("修订理由", Header::reason);
        tell.accept("施行日期", Header::effectiveOn);
        tell.accept("更正理由", Header::revisionReason);
        if (!Objects.equals(before.document(), after.document())) {
            words.add("修改发文机关、依据或说明");
        }
        return List.copyOf(words);
    }

    /** Takes back the last change of tables or scenarios that was not taken back yet. */
    public Draft undo(Actor actor, String id, int version) throws IOException, AmendmentRefused {
        actor.require(Role.EDITOR);
        return workspace.locked(() -> {
            var draft = current(id, version);
            if (draft.parent() == null) {
                throw new AmendmentRefused(Why.WRONG_STATE, "没有可以撤销的修改 / there is nothing to undo");
            }
            var before = draft(id, draft.parent());
            var undone = new ArrayList<Integer>(List.of(draft.origin()));
            undone.addAll(draft.undone());
            return repeat(actor, draft, before, undone, "撤销，回到第 " + before.version() + " 稿的内容");
        });
    }

    /** Makes again the change that was taken back last, where nothing was changed since. */
    public Draft redo(Actor actor, String id, int version) throws IOException, AmendmentRefused {
        actor.require(Role.EDITOR);
        return workspace.locked(() -> {
            var draft = current(id, version);
            if (draft.undone().isEmpty()) {
                throw new AmendmentRefused(Why.WRONG_STATE, "没有可以重做的修改 / there is nothing to make again");
            }
            var again = draft(id, draft.undone().get(0));
            return repeat(
                    actor,
                    draft,
                    again,
                    draft.undone().subList(1, draft.undone().size()),
                    "重做，回到第 " + again.version() + " 稿的内容");
        });
    }

    private Draft repeat(Actor actor, Draft draft, Draft earlier, List<Integer> undone, String word)
            throws IOException, AmendmentRefused {
        var words = List.of(word);
        return workspace.commit(
                actor,
                Step.EDIT,
                draft.next(actor.name(), clock.instant())
                        .repeating(earlier, undone)
                        .words(words)
                        .make(),
                Map.of(),
                words);
    }

    /** The changes that stand in a draft and those that were taken back. */
    public Steps steps(Draft draft) throws IOException, AmendmentRefused {
        var done = new ArrayList<Draft>();
        for (var at = draft; at.parent() != null; at = draft(draft.id(), at.parent())) {
            done.add(draft(draft.id(), at.origin()));
        }
        var undone = new ArrayList<Draft>();
        for (int version : draft.undone()) {
            undone.add(draft(draft.id(), version));
        }
        return new Steps(done, undone);
    }

    /**
     * The changes of a draft, each as the version that made it.
     *
     * @param done those that stand, the last first
     * @param undone those that were taken back, the next to be made again first
     */
    public record Steps(List<Draft> done, List<Draft> undone) {}

    /** Gives a draft up; it is kept. */
    public Draft discard(Actor actor, String id, int version) throws IOException, AmendmentRefused {
        actor.require(Role.EDITOR);
        return workspace.locked(() -> {
            var words = List.of("作废");
            return workspace.commit(
                    actor,
                    Step.DISCARD,
                    current(id, version)
                            .next(actor.name(), clock.instant())
                            .state(State.DISCARDED)
                            .words(words)
                            .make(),
                    Map.of(),
                    words);
        });
    }

    /** A draft's files, its scenarios, or null for those that it has, and its tables, or null where they are still to be read. */
    record Content(SortedMap<String, byte[]> files, SortedMap<String, byte[]> scenarios, EditionModel tables) {
        Content(SortedMap<String, byte[]> files) {
            this(files, null, null);
        }
    }

    interface Change {
        Content of(Draft draft) throws IOException, AmendmentRefused, EditRefused;
    }

    /** Changes files or scenarios of a draft; what changes nothing makes no version. */
    Draft change(Actor actor, String id, int version, Change change) throws IOException, AmendmentRefused, EditRefused {
        actor.require(Role.EDITOR);
        var refused = new EditRefused[1];
        var done = workspace.<Optional<Draft>, AmendmentRefused>locked(() -> {
            try {
                var draft = current(id, version);
                var changed = change.of(draft);
                var files = changed.files();
                var kept = workspace.keep(id, files);
                var proofs = changed.scenarios() == null ? draft.scenarios() : workspace.keep(id, changed.scenarios());
                if (kept.equals(draft.files()) && proofs.equals(draft.scenarios())) {
                    return Optional.of(draft.unchanged());
                }
                var difference = proofs.equals(draft.scenarios()) && sameBesideTables(kept, draft.files())
                        ? EditionDiff.between(
                                tables(draft), changed.tables() == null ? EditionModel.read(files) : changed.tables())
                        : EditionDiff.between(
                                inFolder(files(draft), scenarios(draft)),
                                inFolder(files, changed.scenarios() == null ? scenarios(draft) : changed.scenarios()));
                if (changed.tables() != null) {
                    read.keep(kept, changed.tables());
                }
                var told = told(difference.isEmpty() ? "只有版式变了，内容没有改动" : null, difference);
                return Optional.of(workspace.commit(
                        actor,
                        Step.EDIT,
                        draft.next(actor.name(), clock.instant())
                                .files(kept)
                                .scenarios(proofs)
                                .edited()
                                .words(told)
                                .make(),
                        Map.of(),
                        told));
            } catch (EditRefused notTaken) {
                refused[0] = notTaken;
                return Optional.empty();
            } catch (MalformedXml malformed) {
                refused[0] = new EditRefused("", malformed.getMessage());
                return Optional.empty();
            }
        });
        if (refused[0] != null) {
            throw refused[0];
        }
        return done.orElseThrow();
    }

    /** True where two sets of files, by their digests, differ in DMN files at most. */
    private static boolean sameBesideTables(Map<String, String> some, Map<String, String> others) {
        return Stream.concat(some.keySet().stream(), others.keySet().stream())
                .filter(name -> !name.endsWith(".dmn"))
                .allMatch(name -> Objects.equals(some.get(name), others.get(name)));
    }

    private static SortedMap<String, byte[]> one(String workbook, byte[] bytes) {
        return bytes == null
                ? Collections.emptySortedMap()
                : new TreeMap<>(Map.of(EditionFolder.SCENARIOS + "/" + workbook, bytes));
    }

    /** What a version changed, as its record keeps it. */
    private static List<String> told(String first, EditionDiff difference) {
        var words = new ArrayList<String>();
        if (first != null) {
            words.add(first);
        }
        var all = difference.words();
        words.addAll(all.subList(0, Math.min(all.size(), MAX_WORDS)));
        if (all.size() > MAX_WORDS) {
            words.add("另有 " + (all.size() - MAX_WORDS) + " 处，见与原版本的比较");
        }
        return List.copyOf(words);
    }

    /** The draft, if the version that the actor saw is its newest and it may still be changed. */
    Draft current(String id, int version) throws IOException, AmendmentRefused {
        var draft = draft(id);
        if (draft.version() != version) {
            throw new AmendmentRefused(Why.STALE, DraftRules.meanwhile(versions(draft.id()), version));
        }
        if (draft.state() == State.PUBLISHED || draft.state() == State.DISCARDED) {
            throw new AmendmentRefused(
                    Why.WRONG_STATE, "草案" + draft.state().label() + "，不能再改 / the draft can no longer be changed");
        }
        return draft;
    }
}
