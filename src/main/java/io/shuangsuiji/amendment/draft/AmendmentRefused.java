package io.shuangsuiji.amendment.draft;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;

/** A step that the workflow does not allow; the message says why and what to do, in Chinese and English. */
public final class AmendmentRefused extends Exception {
    /** The kind of reason, by which a caller chooses its answer. */
    public enum Why {
        /** There is no such draft or edition. */
        NOT_FOUND,
        /** The actor may not do it. */
        NOT_PERMITTED,
        /** The draft has changed since the actor saw it. */
        STALE,
        /** The draft is not in the state for it. */
        WRONG_STATE,
        /** What was sent is not allowed. */
        INVALID
    }

    private final Why why;
    private final String member;
    private final transient SortedMap<Integer, String> edits;

    /** With the reason. */
    public AmendmentRefused(Why why, String message) {
        this(why, null, message);
    }

    /** With the reason, and the member of what was sent that it concerns. */
    public AmendmentRefused(Why why, String member, String message) {
        this(why, member, Collections.emptySortedMap(), message);
    }

    /** Of edits that touch what others have changed: what, by the place of the edit from 0. */
    public AmendmentRefused(SortedMap<Integer, String> edits, String message) {
        this(Why.STALE, null, edits, message);
    }

    private AmendmentRefused(Why why, String member, SortedMap<Integer, String> edits, String message) {
        super(message, null, false, false);
        this.why = why;
        this.member = member;
        this.edits = edits;
    }

    /** The edits that touch what others have changed, by their places from 0, with what that is now. */
    public SortedMap<Integer, String> edits() {
        return edits;
    }

    /** The member of what was sent that is not allowed, where it is one. */
    public Optional<String> member() {
        return Optional.ofNullable(member);
    }

    /** The kind of reason. */
    public Why why() {
        return why;
    }
}
