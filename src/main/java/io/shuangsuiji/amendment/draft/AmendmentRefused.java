package io.shuangsuiji.amendment.draft;

import java.util.Optional;

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

    /** With the reason. */
    public AmendmentRefused(Why why, String message) {
        this(why, null, message);
    }

    /** With the reason, and the member of what was sent that it concerns. */
    public AmendmentRefused(Why why, String member, String message) {
        super(message, null, false, false);
        this.why = why;
        this.member = member;
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
