package io.shuangsuiji.files;

import java.io.IOException;

/** What lies on the disk is not what the chained record says: nothing is built on it. The message says what differs. */
public final class AlteredRecord extends IOException {
    private static final long serialVersionUID = 1;

    /** With what differs, in Chinese and English. */
    public AlteredRecord(String message) {
        super(message);
    }
}
