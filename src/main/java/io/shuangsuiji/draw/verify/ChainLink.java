package io.shuangsuiji.draw.verify;

/**
 * A commitment of the bureau before the one in question.
 *
 * @param digest of the commitment
 * @param period and its period; null where the document was not given
 * @param sequence which draw of the period; null where the document was not given
 * @param state what is known of it
 */
public record ChainLink(String digest, String period, Integer sequence, State state) {
    /** What is known of a commitment. */
    public enum State {
        /** It was drawn, and its draw agrees with itself. */
        DRAWN,
        /** Its draw is void, and listed as such. */
        VOID,
        /** Its commitment is there, its draw was not given: abandoned, or not given. */
        COMMITTED,
        /** It is named by the one after it, and not given: what lies before cannot be seen. */
        NOT_GIVEN
    }
}
