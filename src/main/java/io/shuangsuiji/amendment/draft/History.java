package io.shuangsuiji.amendment.draft;

import io.shuangsuiji.amendment.draft.AmendmentLog.Entry;
import io.shuangsuiji.amendment.draft.AmendmentLog.Step;
import java.util.List;
import java.util.Optional;

/**
 * What the log has of a draft, and of the edition that it became.
 *
 * @param entries from the first
 */
public record History(List<Entry> entries) {
    /** Copies the list. */
    public History {
        entries = List.copyOf(entries);
    }

    /** Picks out of the log what is about a draft: its own steps, and the withdrawal of its edition. */
    public static History of(List<Entry> log, Draft draft) {
        return new History(log.stream()
                .filter(entry -> draft.id().equals(entry.draft())
                        || entry.step() == Step.WITHDRAW
                                && draft.published() != null
                                && draft.published().equals(entry.edition()))
                .toList());
    }

    /** The last step of a kind. */
    public Optional<Entry> last(Step step) {
        return entries.stream()
                .filter(entry -> entry.step() == step && !undone(entry))
                .reduce((first, last) -> last);
    }

    /** Why an approver gave it back, until it is sent up anew. */
    public Optional<Entry> returned() {
        var returned = last(Step.RETURN);
        return last(Step.SUBMIT)
                        .filter(sent -> returned.isPresent()
                                && sent.number() > returned.get().number())
                        .isPresent()
                ? Optional.empty()
                : returned;
    }

    /** What approvers have said of it so far, from the first. */
    public List<Entry> opinions() {
        return entries.stream()
                .filter(entry -> entry.step() == Step.RETURN && !undone(entry)
                        || entry.step() == Step.APPROVE && entry.words().size() > 1)
                .toList();
    }

    /** A step that the service took back itself, since a folder was in its way, is nobody's opinion. */
    private static boolean undone(Entry entry) {
        return entry.step() == Step.RETURN && entry.edition() != null;
    }
}
