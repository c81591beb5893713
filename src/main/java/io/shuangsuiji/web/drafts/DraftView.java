package io.shuangsuiji.web.drafts;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.shuangsuiji.amendment.draft.Draft;
import io.shuangsuiji.amendment.structure.Gaps.Gap;
import io.shuangsuiji.policy.store.EditionState;
import io.shuangsuiji.scenario.result.NewExpectations.NotChanged;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * A draft as callers see it.
 *
 * @param id its name
 * @param version names this version in {@code If-Match}
 * @param state where in the workflow it is
 * @param digest of all that would be published; an approval names it
 * @param base the edition that it began from
 * @param baseDigest that edition's digest then
 * @param title the edition's title
 * @param documentNumber the document that it answers to (文号)
 * @param reason why the policy is changed
 * @param effectiveOn the first day on which it is to be in force
 * @param revisionReason why a day already past
 * @param author who began it
 * @param editors everybody who wrote in it
 * @param createdAt when it was begun
 * @param changedBy who made this version
 * @param changedAt when
 * @param words what this version changed
 * @param undoable true where a change can be taken back
 * @param redoable true where a change that was taken back can be made again
 * @param approval who approved exactly this
 * @param published the edition that it became
 * @param edition what has become of that edition
 * @param files its DMN and other files
 * @param scenarios its scenario workbooks
 * @param notChanged which expectations did not give way though that was asked for; null where it was not
 * @param gaps the tables that lack an answer since a change of structure; null where there was none
 * @param document issuer, basis and note where they are not those of the edition that it began from
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DraftView(
        String id,
        int version,
        Draft.State state,
        String digest,
        String base,
        String baseDigest,
        String title,
        String documentNumber,
        String reason,
        LocalDate effectiveOn,
        String revisionReason,
        String author,
        Set<String> editors,
        Instant createdAt,
        String changedBy,
        Instant changedAt,
        List<String> words,
        boolean undoable,
        boolean redoable,
        Draft.Approval approval,
        String published,
        EditionState edition,
        Set<String> files,
        Set<String> scenarios,
        List<NotChanged> notChanged,
        List<Gap> gaps,
        Draft.Document document) {

    static DraftView of(Draft draft) {
        return of(draft, null, null, null);
    }

    /** With what has become of the edition that it was published as. */
    static DraftView of(Draft draft, EditionState edition) {
        return of(draft, edition, null, null);
    }

    static DraftView of(Draft draft, List<NotChanged> notChanged, List<Gap> gaps) {
        return of(draft, null, notChanged, gaps);
    }

    private static DraftView of(Draft draft, EditionState edition, List<NotChanged> notChanged, List<Gap> gaps) {
        var header = draft.header();
        return new DraftView(
                draft.id(),
                draft.version(),
                draft.state(),
                draft.digest(),
                draft.base(),
                draft.baseDigest(),
                header.title(),
                header.documentNumber(),
                header.reason(),
                header.effectiveOn(),
                header.revisionReason(),
                draft.author(),
                draft.editors(),
                draft.createdAt(),
                draft.changedBy(),
                draft.changedAt(),
                draft.words(),
                draft.parent() != null,
                !draft.undone().isEmpty(),
                draft.approval(),
                draft.published(),
                edition,
                draft.files().keySet(),
                draft.scenarios().keySet(),
                notChanged,
                gaps,
                header.document());
    }
}
