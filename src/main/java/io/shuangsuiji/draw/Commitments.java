package io.shuangsuiji.draw;

import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.draw.Commitment.Source;
import io.shuangsuiji.draw.lot.HashAlgorithm;
import io.shuangsuiji.plan.PlanParameters;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.registry.Inspector;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.Listed;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Makes the commitment of a draw, and refuses what would let somebody steer it. */
public final class Commitments {
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    private Commitments() {}

    /**
     * What a bureau may choose.
     *
     * @param hash the digest
     * @param sequence which draw of the period it is, from 1
     * @param secret kept until the draw
     * @param randomness names of the edition's sources, and the day on which each will be known
     * @param review digest of the pool review
     * @param predecessor digest of the bureau's commitment before, or null for its first
     * @param replaces digest of the commitment of a void draw, or null
     */
    public record Terms(
            HashAlgorithm hash,
            int sequence,
            Secret secret,
            List<Named> randomness,
            String review,
            String predecessor,
            String replaces) {
        /** The same with the digest of the pool review. */
        public Terms with(String review) {
            return new Terms(hash, sequence, secret, randomness, review, predecessor, replaces);
        }
    }

    /** A source of public randomness by its name, and the day on which it will be known, as they were given. */
    public record Named(String source, String day) {}

    /**
     * The commitment.
     *
     * @param pool made of the inputs
     * @param today in the time of the bureau: randomness of today may be known already
     * @throws InvalidInput where the terms are refused, each by name
     */
    public static Commitment of(DrawInputs inputs, Pool pool, Terms terms, LocalDate today) {
        var edition = inputs.edition();
        var sources = refuse(edition, terms, today);
        int bits = sources.stream().mapToInt(Source::bits).sum();
        return new Commitment(
                Commitment.FORMAT,
                terms.hash(),
                edition.info().issuer(),
                inputs.period().toString(),
                terms.sequence(),
                inputs.request().evaluationDate().toString(),
                edition.name().toString(),
                edition.digest(),
                parameters(inputs.request().parameters()),
                pool.samples(),
                pool.root(terms.hash(), terms.secret().bytes()),
                pool.digest(terms.hash()),
                Rows.digest(terms.hash(), Inspector.rows(inputs.roster())),
                Rows.digest(terms.hash(), inputs.history().rows()),
                terms.review(),
                terms.secret().digest(terms.hash()),
                sources,
                bits,
                terms.predecessor(),
                terms.replaces());
    }

    /**
     * Refuses terms that would let somebody steer a draw, before a registry is read.
     *
     * @return the sources of randomness
     * @throws InvalidInput naming each
     */
    public static List<Source> refuse(Edition edition, Terms terms, LocalDate today) {
        DrawInputs.refuseUnlessDraws(edition);
        var problems = new ArrayList<FieldProblem>();
        var sources = sources(edition, terms.randomness(), today, problems);
        int bits = sources.stream().mapToInt(Source::bits).sum();
        int least = leastBits(edition);
        if (problems.isEmpty() && bits < least) {
            problems.add(new FieldProblem(
                    "/randomness",
                    "公开随机数只有 " + bits + " 位，" + edition.name() + " 版要求至少 " + least + " 位："
                            + Search.inWords(bits) + "；请选用更长的，或几种合用 / the randomness has " + bits
                            + " bits, the edition requires " + least + "; choose a longer one, or several"));
        }
        if (terms.sequence() < 1) {
            problems.add(new FieldProblem("/sequence", "次序应从 1 开始 / the sequence begins with 1"));
        }
        digest("/predecessor", terms.predecessor(), problems);
        digest("/replaces", terms.replaces(), problems);
        if (terms.replaces() != null && terms.predecessor() == null) {
            problems.add(new FieldProblem(
                    "/predecessor", "代替作废的抽取，须写明上一份承诺的摘要 / a draw that replaces a void one has a predecessor"));
        }
        if (terms.predecessor() == null && terms.sequence() > 1) {
            problems.add(new FieldProblem(
                    "/predecessor",
                    "第 " + terms.sequence() + " 次抽取须写明上一份承诺的摘要 / draw number " + terms.sequence()
                            + " of a period has a predecessor"));
        }
        if (!problems.isEmpty()) {
            throw new InvalidInput(problems);
        }
        return sources;
    }

    /**
     * Tells what of a commitment no commitment of that edition would say: it was changed since, or made elsewhere.
     *
     * @param problems is told; a pointer is one of the commitment's
     */
    static void refuseOther(Edition edition, Commitment commitment, List<FieldProblem> problems) {
        var terms = new Terms(
                commitment.hash(),
                commitment.sequence(),
                null,
                commitment.randomness().stream()
                        .map(source -> new Named(source.source(), source.day()))
                        .toList(),
                commitment.review(),
                commitment.predecessor(),
                commitment.replaces());
        try {
            var sources = refuse(edition, terms, LocalDate.MIN);
            int bits = sources.stream().mapToInt(Source::bits).sum();
            if (!sources.equals(commitment.randomness()) || bits != commitment.bits()) {
                problems.add(new FieldProblem(
                        "/commitment/bits",
                        "公开随机数的位数应为 " + bits + "（" + edition.name() + " 版），承诺里写的是 " + commitment.bits()
                                + " / the randomness has " + bits + " bits by the edition, the commitment says "
                                + commitment.bits()));
            }
        } catch (InvalidInput invalid) {
            invalid.problems()
                    .forEach(problem ->
                            problems.add(new FieldProblem("/commitment" + problem.pointer(), problem.detail())));
        }
    }

    /** How many bits an edition asks for. */
    public static int leastBits(Edition edition) {
        var settings = (Map<?, ?>) edition.constant("draw.settings");
        return ((BigDecimal) settings.get("minimumBits")).intValueExact();
    }

    private static List<Source> sources(
            Edition edition, List<Named> named, LocalDate today, List<FieldProblem> problems) {
        var allowed = RandomnessSource.of(edition);
        var taken = new ArrayList<Source>();
        var seen = new HashSet<Named>();
        for (int i = 0; i < named.size(); i++) {
            var each = named.get(i);
            var at = "/randomness/" + i;
            var source = allowed.stream()
                    .filter(any -> any.source().equals(each.source()))
                    .findFirst();
            var day = day(each.day());
            if (source.isEmpty()) {
                var names = String.join(
                        "、", allowed.stream().map(RandomnessSource::source).toList());
                problems.add(new FieldProblem(
                        at + "/source",
                        "没有名为「" + Listed.shortened(each.source()) + "」的公开随机数，可用：" + names
                                + " / no such source of randomness; there are: " + names));
            } else if (day == null) {
                problems.add(new FieldProblem(
                        at + "/day",
                        "公布日期应写成 2024-01-02，收到「" + Listed.shortened(each.day())
                                + "」 / expected a day such as 2024-01-02"));
            } else if (!day.isAfter(today)) {
                problems.add(new FieldProblem(
                        at + "/day",
                        "「" + each.source() + "」" + day + " 的结果可能已经公布，应选今天（" + today
                                + "）以后的 / the result of that day may be known already; choose a day after " + today));
            } else if (!seen.add(each)) {
                problems.add(new FieldProblem(
                        at + "/source",
                        "「" + each.source() + "」" + day + " 重复，位数不能加两次 / the same source and day twice"));
            } else {
                taken.add(new Source(each.source(), day.toString(), source.get().bits()));
            }
        }
        if (named.isEmpty()) {
            problems.add(new FieldProblem("/randomness", "没有指定公开随机数 / no public randomness is named"));
        }
        return List.copyOf(taken);
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeException | NullPointerException none) {
            return null;
        }
    }

    private static void digest(String pointer, String text, List<FieldProblem> problems) {
        if (text != null && !DIGEST.matcher(text).matches()) {
            problems.add(new FieldProblem(
                    pointer,
                    "应为 64 位小写十六进制的摘要，收到「" + Listed.shortened(text)
                            + "」 / expected a digest of 64 lower-case hexadecimal digits"));
        }
    }

    static Map<String, String> parameters(PlanParameters parameters) {
        var texts = new TreeMap<String, String>();
        parameters.values().forEach((name, value) -> {
            if (value != null) {
                texts.put(name, text(value));
            }
        });
        parameters
                .byTeam()
                .forEach((name, teams) -> teams.forEach((team, value) -> texts.put(name + "." + team, text(value))));
        return texts;
    }

    private static String text(Object value) {
        return value instanceof BigDecimal number ? number.stripTrailingZeros().toPlainString() : value.toString();
    }
}
