package io.shuangsuiji.draw.verify;

/** A published document is not what follows from the others. */
final class Difference extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Words words;

    Difference(String chinese, String english) {
        // thousands are thrown when documents are tried; nobody reads where from
        super(english, null, false, false);
        this.words = new Words(chinese, english);
    }

    Words words() {
        return words;
    }

    static void unless(boolean same, String chinese, String english) {
        if (!same) {
            throw new Difference(chinese, english);
        }
    }
}
