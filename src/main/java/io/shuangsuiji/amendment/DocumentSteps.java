package io.shuangsuiji.amendment;

import io.shuangsuiji.amendment.document.Todo;
import io.shuangsuiji.amendment.draft.Actor;
import io.shuangsuiji.amendment.draft.AmendmentRefused;
import io.shuangsuiji.amendment.draft.AmendmentRefused.Why;
import io.shuangsuiji.amendment.draft.Draft;
import io.shuangsuiji.amendment.edit.EditRefused;
import io.shuangsuiji.policy.document.Clauses;
import io.shuangsuiji.policy.document.DocumentText;
import io.shuangsuiji.policy.document.Marks;
import io.shuangsuiji.policy.document.Marks.Confirmed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The document of a draft: replaced by another, marked sentence by sentence, and held against the tables. */
public final class DocumentSteps {
    private final Amendments amendments;
    private final Clock clock;

    DocumentSteps(Amendments amendments, Clock clock) {
        this.amendments = amendments;
        this.clock = clock;
    }

    /** Reads a document as people send it, in whatever encoding. */
    public static DocumentText read(byte[] file) throws AmendmentRefused {
        try {
            return DocumentText.read(file);
        } catch (DocumentText.Unreadable unreadable) {
            throw new AmendmentRefused(Why.INVALID, unreadable.getMessage());
        }
    }

    /** The document of a draft; empty where it has none. */
    public Optional<DocumentText> text(Draft draft) throws IOException {
        return DocumentText.in(amendments.files(draft));
    }

    /** The document of a draft beside its tables; empty where it has none. */
    public Optional<Clauses> clauses(Draft draft) throws IOException {
        var files = amendments.files(draft);
        var document = DocumentText.in(files);
        return document.isEmpty()
                ? Optional.empty()
                : Optional.of(Clauses.of(document.get(), amendments.tables(draft), Marks.in(files)));
    }

    /** The rows that the draft's document asks to look at, since it is another than that of the edition. */
    public Todo todo(Draft draft) throws IOException, AmendmentRefused {
        var files = amendments.files(draft);
        var document = DocumentText.in(files);
        if (document.isEmpty()) {
            return Todo.NONE;
        }
        var first = amendments.draft(draft.id(), 1);
        return Todo.of(
                text(first).orElse(null),
                amendments.tables(first),
                document.get(),
                amendments.tables(draft),
                Marks.in(files));
    }

    /** Replaces the document; marks of sentences that the new one has too are kept. */
    public Draft replace(Actor actor, String id, int version, byte[] file)
            throws IOException, AmendmentRefused, EditRefused {
        var document = read(file);
        return change(actor, id, version, files -> {
            files.put(DocumentText.FILE, document.text().getBytes(StandardCharsets.UTF_8));
            return Marks.in(files).of(document);
        });
    }

    /**
     * Marks a sentence as organisational, or takes its mark away.
     *
     * @param sentence its digest
     */
    public Draft mark(Actor actor, String id, int version, String sentence, boolean organisational)
            throws IOException, AmendmentRefused, EditRefused {
        return change(actor, id, version, files -> {
            var found = DocumentText.in(files).stream()
                    .flatMap(document -> document.sentences().stream())
                    .filter(each -> each.digest().equals(sentence))
                    .findFirst()
                    .orElseThrow(() -> new AmendmentRefused(
                            Why.NOT_FOUND, "方案原文里没有这个句子，请刷新页面 / the document has no such sentence"));
            if (found.heading()) {
                throw new AmendmentRefused(Why.INVALID, "标题不用标记 / a heading needs no mark: " + found.text());
            }
            return Marks.in(files).with(found, organisational, actor.name(), clock.instant());
        });
    }

    /**
     * Confirms that a row of the list needs no change, or takes that back.
     *
     * @param file of the row
     * @param row its address
     */
    public Draft confirm(Actor actor, String id, int version, String file, String row, boolean confirmed)
            throws IOException, AmendmentRefused, EditRefused {
        return amendments.change(actor, id, version, draft -> {
            var item = todo(draft)
                    .of(file, row)
                    .orElseThrow(() ->
                            new AmendmentRefused(Why.NOT_FOUND, "待改的行里没有这一行，请刷新页面 / there is no such row to look at"));
            if (confirmed && item.state() != Todo.State.OPEN) {
                throw new AmendmentRefused(
                        Why.WRONG_STATE, item.name() + item.state().label() + "，不用确认 / nothing is left to confirm");
            }
            if (confirmed && !item.stands()) {
                throw new AmendmentRefused(
                        Why.INVALID,
                        item.name() + "引的话已不在新文件里，须先改条款原文 / what the row quotes is not in the document any more");
            }
            var files = new TreeMap<>(amendments.files(draft));
            var content = item.row() == null ? "" : Todo.content(item.row());
            keep(
                    files,
                    Marks.in(files)
                            .with(
                                    new Confirmed(file, row, item.name(), content, actor.name(), clock.instant()),
                                    confirmed));
            return new Amendments.Content(files);
        });
    }

    private interface Step {
        Marks of(SortedMap<String, byte[]> files) throws IOException, AmendmentRefused;
    }

    private Draft change(Actor actor, String id, int version, Step step)
            throws IOException, AmendmentRefused, EditRefused {
        return amendments.change(actor, id, version, draft -> {
            var files = new TreeMap<>(amendments.files(draft));
            keep(files, step.of(files));
            return new Amendments.Content(files);
        });
    }

    private static void keep(SortedMap<String, byte[]> files, Marks marks) {
        if (marks.isEmpty()) {
            files.remove(Marks.FILE);
        } else {
            files.put(Marks.FILE, marks.toYaml());
        }
    }
}
