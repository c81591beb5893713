package io.shuangsuiji.draw.verify;

import io.shuangsuiji.calendar.Period;
import io.shuangsuiji.draw.Commitment;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is fixed by rule in a commitment, so that a bureau has nothing to choose. */
final class CommitmentRules {
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    private CommitmentRules() {}

    static boolean isDigest(String text) {
        return DIGEST.matcher(text).matches();
    }

    static void check(Commitment commitment) {
        Difference.unless(
                Stream.of(
                                commitment.editionDigest(),
                                commitment.pool().root(),
                                commitment.objects(),
                                commitment.roster(),
                                commitment.history(),
                                commitment.review(),
                                commitment.secret(),
                                commitment.predecessor(),
                                commitment.replaces())
                        .filter(Objects::nonNull)
                        .allMatch(CommitmentRules::isDigest),
                "承诺里有一个摘要不是 64 位小写十六进制数字",
                "a digest in the commitment is not 64 lower-case hexadecimal digits");
        period(commitment);
        strata(commitment);
        randomness(commitment);
    }

    private static void period(Commitment commitment) {
        var first = Period.parse(commitment.period()).map(Period::firstDay);
        Difference.unless(
                first.isPresent()
                        && first.get().toString().equals(commitment.evaluationDate())
                        && Period.parse(commitment.period()).get().toString().equals(commitment.period()),
                "承诺的时段「" + commitment.period() + "」或判定日期「" + commitment.evaluationDate() + "」有误：判定日期应为时段的第一天",
                "the evaluation date \"" + commitment.evaluationDate() + "\" should be the first day of the period \""
                        + commitment.period() + "\"");
        Difference.unless(
                commitment.sequence() >= 1,
                "承诺的序号应从 1 起，写的是 " + commitment.sequence(),
                "the sequence number begins at 1, not " + commitment.sequence());
        Difference.unless(
                commitment.predecessor() != null || commitment.sequence() == 1 && commitment.replaces() == null,
                "序号大于 1，或替代作废抽取的承诺，应写明前一份承诺",
                "a commitment with a sequence above 1, or that replaces another, has a predecessor");
    }

    private static void strata(Commitment commitment) {
        long objects = 0;
        String before = null;
        for (var sample : commitment.strata()) {
            Difference.unless(
                    before == null || DrawChecks.BYTES.compare(before, sample.stratum()) < 0,
                    "承诺里的抽样层「" + sample.stratum() + "」没有按名称排列，或重复",
                    "the stratum \"" + sample.stratum() + "\" of the commitment is out of order, or twice");
            Difference.unless(
                    sample.sampleSize() >= 0 && sample.sampleSize() <= sample.population() && sample.substitutes() >= 0,
                    "抽样层「" + sample.stratum() + "」的样本量或备选数有误：样本量 " + sample.sampleSize() + "，总体 " + sample.population()
                            + "，备选 " + sample.substitutes(),
                    "the sizes of the stratum \"" + sample.stratum() + "\" are impossible");
            objects += sample.population();
            before = sample.stratum();
        }
        Difference.unless(
                objects == commitment.pool().size(),
                "各层总体数合计 " + objects + "，名录数量写的是 " + commitment.pool().size(),
                "the populations are " + objects + " in all, the pool is said to have "
                        + commitment.pool().size());
    }

    private static void randomness(Commitment commitment) {
        var sources = commitment.randomness();
        Difference.unless(!sources.isEmpty(), "承诺没有写明公开随机数", "the commitment names no public randomness");
        for (var source : sources) {
            Difference.unless(
                    isDay(source.day()) && source.bits() >= 1,
                    "公开随机数「" + source.source() + "」的日期或位数有误",
                    "day or bits of the randomness \"" + source.source() + "\" are malformed");
        }
        long bits = sources.stream().mapToLong(Commitment.Source::bits).sum();
        Difference.unless(
                bits == commitment.bits(),
                "公开随机数的位数合计 " + bits + "，写的是 " + commitment.bits(),
                "the bits are " + bits + " in all, not " + commitment.bits());
    }

    private static boolean isDay(String text) {
        try {
            return LocalDate.parse(text).toString().equals(text);
        } catch (DateTimeParseException malformed) {
            return false;
        }
    }
}
