package io.shuangsuiji.plan.year;

/**
 * Content lines of no more than 75 octets (RFC 5545, 3.1). Libraries count characters, of which a Chinese one takes three
 * octets.
 */
final class Folding {
    private static final int MOST_OCTETS = 75;
    private static final String LINE = "\r\n";

    private Folding() {}

    /** Folds a calendar's long lines, never within a character. */
    static String fold(String calendar) {
        var folded = new StringBuilder(calendar.length() + calendar.length() / 16);
        for (var line : calendar.split(LINE)) {
            int octets = 0;
            for (int at = 0; at < line.length(); ) {
                int character = line.codePointAt(at);
                int size = character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
                if (octets + size > MOST_OCTETS) {
                    folded.append(LINE).append(' ');
                    octets = 1;
                }
                folded.appendCodePoint(character);
                octets += size;
                at += Character.charCount(character);
            }
            folded.append(LINE);
        }
        return folded.toString();
    }
}
