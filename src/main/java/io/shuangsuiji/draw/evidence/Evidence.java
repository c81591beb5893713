package io.shuangsuiji.draw.evidence;

import io.shuangsuiji.draw.Commitment;
import io.shuangsuiji.draw.evidence.TimestampFinding.State;
import io.shuangsuiji.draw.verify.Published;
import io.shuangsuiji.draw.verify.Words;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * What shows that a commitment was published before its randomness was known.
 *
 * @param grade by the edition's table; null where no row holds, or the edition has no table
 * @param meaning what the grade means
 * @param clause where the grade comes from
 * @param before the day before which a time-stamp must be made
 * @param timestamps the tokens that were given
 * @param publication the address that was given: repeated, never visited
 * @param words the same in a sentence
 */
public record Evidence(
        String grade,
        String meaning,
        String clause,
        LocalDate before,
        List<TimestampFinding> timestamps,
        String publication,
        Words words) {
    private static final int LONGEST_ADDRESS = 2000;

    /**
     * The evidence for a commitment.
     *
     * @param tokens time-stamps as their files have them
     * @param publication an address, or null
     * @param grades of the edition; none where it states none
     */
    public static Evidence of(
            Commitment commitment,
            List<Published.File> tokens,
            String publication,
            Authorities authorities,
            List<Grade> grades) {
        var firstDay = commitment.randomness().stream()
                .map(source -> LocalDate.parse(source.day()))
                .min(Comparator.naturalOrder())
                .orElseThrow();
        var checking = new Timestamps(commitment.bytes(), firstDay, authorities);
        var timestamps = tokens.stream().map(checking::check).toList();
        // several of one authority are one witness
        long trusted = timestamps.stream()
                .filter(token -> token.state() == State.TRUSTED)
                .map(TimestampFinding::trustedBy)
                .distinct()
                .count();
        long sound = trusted
                + timestamps.stream()
                        .filter(token -> token.state() == State.UNKNOWN_AUTHORITY)
                        .map(TimestampFinding::authority)
                        .distinct()
                        .count();
        boolean published = publication != null;
        var grade = grades.stream()
                .filter(each -> each.holds(trusted, sound, published))
                .findFirst()
                .orElse(null);
        return new Evidence(
                grade == null ? null : grade.grade(),
                grade == null ? null : grade.meaning(),
                grade == null ? null : grade.clause(),
                firstDay,
                timestamps,
                publication,
                words(grade, grades.isEmpty(), trusted, sound, published));
    }

    private static Words words(Grade grade, boolean noTable, long trusted, long sound, boolean published) {
        var attached = "可信机构的时间戳 " + trusted + " 家，其他有效时间戳 " + (sound - trusted) + " 家，"
                + (published ? "有公布地址（照录，没有打开核对）" : "没有公布地址");
        var inEnglish = trusted + " trusted authorities, " + (sound - trusted) + " others, "
                + (published ? "an address (repeated, not visited)" : "no address");
        if (noTable) {
            return new Words("这一版政策没有规定证据等级；" + attached, "this edition states no grades; " + inEnglish);
        }
        return grade == null
                ? new Words("达不到任何证据等级；" + attached, "no grade is reached; " + inEnglish)
                : new Words(
                        "证据等级：" + grade.grade() + "（" + Objects.toString(grade.meaning(), "") + "）；" + attached,
                        "grade " + grade.grade() + "; " + inEnglish);
    }

    /** True where a text is an address of the web that can be repeated without harm. */
    public static boolean isAddress(String text) {
        if (text.length() > LONGEST_ADDRESS) {
            return false;
        }
        try {
            var uri = new URI(text);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null;
        } catch (URISyntaxException malformed) {
            return false;
        }
    }
}
