package io.shuangsuiji.web.document;

import io.shuangsuiji.amendment.document.Citations;
import io.shuangsuiji.amendment.document.DocumentDiff;
import io.shuangsuiji.amendment.document.Todo;
import io.shuangsuiji.amendment.draft.AmendmentRefused;
import io.shuangsuiji.amendment.draft.Draft;
import io.shuangsuiji.amendment.draft.EditionFolder;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.EditionFiles;
import io.shuangsuiji.policy.document.Clauses;
import io.shuangsuiji.policy.document.Clauses.State;
import io.shuangsuiji.policy.document.DocumentText;
import io.shuangsuiji.policy.document.Marks;
import io.shuangsuiji.policy.store.EditionStore;
import io.shuangsuiji.web.Problem;
import io.shuangsuiji.web.ServiceConfig;
import io.shuangsuiji.web.drafts.DraftContext;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** The documents of editions and drafts. */
@Singleton
class Documents {
    private static final int KEPT = 8;

    private final ServiceConfig config;
    private final EditionStore store;
    private final DraftContext desk;

    /** Reading workbooks takes long, and the same are asked for again and again. */
    private final Map<String, Citations> citations = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Citations> eldest) {
            return size() > KEPT;
        }
    });

    Documents(ServiceConfig config, EditionStore store, DraftContext desk) {
        this.config = config;
        this.store = store;
        this.desk = desk;
    }

    /** The document of an edition; empty where it has none. */
    Optional<DocumentText> text(Edition edition) throws IOException {
        return DocumentText.in(edition.files());
    }

    /** The document of an edition, for systems. */
    DocumentText required(Edition edition) throws IOException {
        return text(edition)
                .orElseThrow(() -> Problem.of(
                                404,
                                "NO_DOCUMENT",
                                "没有方案原文 / no document",
                                "版本 " + edition.name() + " 没有方案原文（" + DocumentText.FILE
                                        + "），可在草案里上传 / the edition has no " + DocumentText.FILE
                                        + "; upload one to a draft")
                        .thrown());
    }

    /**
     * An edition's document beside its tables; empty where it has none.
     *
     * @param state of the sentences that are asked for; null for all
     */
    Optional<ClausesView> clauses(Edition edition, State state) throws IOException {
        var document = text(edition);
        return document.isEmpty()
                ? Optional.empty()
                : Optional.of(ClausesView.of(
                        edition.name().toString(),
                        Clauses.of(document.get(), edition.tables(), Marks.in(edition.files())),
                        edition.tables(),
                        citations(edition, scenarios(edition)),
                        state));
    }

    /** The same of a draft. */
    Optional<ClausesView> clauses(Draft draft, State state) throws IOException {
        var clauses = desk.amendments().document().clauses(draft);
        if (clauses.isEmpty()) {
            return Optional.empty();
        }
        var base = store.catalog().named(draft.base());
        return Optional.of(ClausesView.of(
                draft.id(),
                clauses.get(),
                desk.amendments().tables(draft),
                base.isEmpty()
                        ? Citations.NONE
                        : citations(base.get(), desk.amendments().scenarios(draft)),
                state));
    }

    /** What another text changes of an edition, and the rows that quote what it changes. */
    DocumentDiffView compare(Edition edition, DocumentText next) throws IOException {
        var before = text(edition).orElse(null);
        return DocumentDiffView.of(
                DocumentDiff.between(before == null ? DocumentText.of("") : before, next),
                Todo.of(before, edition.tables(), next, edition.tables(), Marks.NONE));
    }

    /** What the text of a draft changes of the edition that it began from, and what became of those rows. */
    DocumentDiffView todo(Draft draft) throws IOException, AmendmentRefused {
        var steps = desk.amendments().document();
        var before = steps.text(desk.amendments().draft(draft.id(), 1)).orElse(DocumentText.of(""));
        var after = steps.text(draft).orElse(DocumentText.of(""));
        return DocumentDiffView.of(DocumentDiff.between(before, after), steps.todo(draft));
    }

    private SortedMap<String, byte[]> scenarios(Edition edition) throws IOException {
        return EditionFolder.proved(config.editions().resolve(edition.name().toString()), config.scenarios())
                .scenarios();
    }

    private Citations citations(Edition edition, SortedMap<String, byte[]> workbooks) {
        var key = edition.digest() + EditionFiles.digest(workbooks);
        var known = citations.get(key);
        if (known == null) {
            known = Citations.of(edition, workbooks);
            citations.put(key, known);
        }
        return known;
    }

    /** The state of that name; null for none. */
    static State state(String name) {
        if (name == null || name.isBlank()) {
            return null;
        }
        try {
            return State.valueOf(name);
        } catch (IllegalArgumentException unknown) {
            throw Problem.parameter(
                            "state", "应为 " + Arrays.toString(State.values()) + " 之一，收到 " + name + " / unknown state")
                    .thrown();
        }
    }
}
