package io.shuangsuiji.draw.evidence;

import io.shuangsuiji.draw.verify.Words;

/**
 * What a time-stamp token proves.
 *
 * @param name of its file
 * @param state what it is worth
 * @param time when it was made, ISO in Asia/Shanghai; null where it cannot be read
 * @param authority who made it: the subject of the certificate; null where that is not known
 * @param trustedBy the trusted authority to which that certificate leads, or null
 * @param words why it is worth so much
 */
public record TimestampFinding(String name, State state, String time, String authority, String trustedBy, Words words) {
    /** What a token is worth. */
    public enum State {
        /** It is sound, early enough, and of an authority that the operator trusts. */
        TRUSTED,
        /** It is sound and early enough; who made it is not known to the operator. */
        UNKNOWN_AUTHORITY,
        /** It is sound, and made when the randomness may have been known: it proves nothing. */
        TOO_LATE,
        /** It is not sound, or of something else. */
        INVALID
    }
}
