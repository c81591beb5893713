package io.shuangsuiji.draw;

/** What somebody who knows the pool could do who tries secrets until a wanted outcome comes up whatever is drawn. */
public final class Search {
    /** What one computer tries in a second, generously. */
    private static final double TRIES_A_SECOND = 1e6;

    private static final double HOUR = 3600;
    private static final double YEAR = 365.25 * 24 * HOUR;

    private Search() {}

    /**
     * How long all outcomes of so many bits take: one who can work out each of them for a secret can choose among secrets.
     */
    public static String inWords(int bits) {
        double seconds = Math.pow(2, bits) / TRIES_A_SECOND;
        var outcomes = "共有约 2 的 " + bits + " 次方种结果，一台电脑每秒试一百万种，";
        if (seconds < HOUR) {
            return outcomes + "不到一小时就能全部试完";
        }
        if (seconds < YEAR) {
            return outcomes + "约 " + Math.round(seconds / HOUR) + " 小时能全部试完";
        }
        return outcomes + "试完约需 " + Math.round(seconds / YEAR) + " 年以上";
    }
}
