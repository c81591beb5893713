package io.shuangsuiji.draw;

import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.draw.lot.HashAlgorithm;
import io.shuangsuiji.draw.lot.Lottery;
import io.shuangsuiji.registry.Inspector;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.Listed;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Draws what was committed to, and nothing else. Immutable. */
public final class Drawing {
    private final Commitment commitment;
    private final DrawInputs inputs;
    private final Secret secret;

    /**
     * The objects drawn, before inspectors are chosen for them.
     *
     * @param draw the record, whose tasks are not known yet
     * @param pool what it was drawn from
     * @param lottery that gives further tickets of the same draw
     */
    public record Objects(Draw draw, Pool pool, Lottery lottery) {
        /** The record with the digest of its tasks. */
        public Draw with(String tasks) {
            return new Draw(
                            draw.format(),
                            draw.commitment(),
                            draw.commitmentDigest(),
                            draw.secret(),
                            draw.randomness(),
                            draw.voided(),
                            draw.pool(),
                            draw.strata(),
                            tasks,
                            null)
                    .sealed();
        }
    }

    /**
     * Of what was committed to.
     *
     * @throws InvalidInput naming what can be seen to be another draw's before a registry is read
     */
    public Drawing(Commitment commitment, DrawInputs inputs, Secret secret) {
        this.commitment = commitment;
        this.inputs = inputs;
        this.secret = secret;
        refuse(otherTerms());
    }

    /**
     * Draws the objects.
     *
     * @param pool made of the inputs
     * @param review digest of its review
     * @param randomness what became known, a text a source, in the order of the commitment
     * @throws InvalidInput naming each input that is not what was committed to
     */
    public Objects objects(Pool pool, String review, List<String> randomness) {
        var problems = new ArrayList<FieldProblem>();
        var texts = texts(randomness, problems);
        sameInputs(pool, review, problems);
        refuse(problems);
        var digest = commitment.digest();
        var lottery = new Lottery(commitment.hash(), secret.bytes(), texts);
        var byStratum = pool.entries().stream().collect(Collectors.groupingBy(PoolEntry::stratum));
        var strata = commitment.strata().parallelStream()
                .map(sample ->
                        Selection.of(lottery, digest, sample, byStratum.getOrDefault(sample.stratum(), List.of())))
                .toList();
        var draw = new Draw(
                Draw.FORMAT, commitment, digest, secret.hex(), texts, null, pool.entries(), strata, null, null);
        return new Objects(draw, pool, lottery);
    }

    /**
     * The record of a draw whose randomness did not come: it stays listed, and another one stands for it.
     *
     * @param pool made of the inputs
     * @param review digest of its review
     * @param why what happened to the randomness, in words
     * @throws InvalidInput where the inputs are not what was committed to, or no reason is given
     */
    public Draw voided(Pool pool, String review, String why) {
        var problems = new ArrayList<FieldProblem>();
        if (why == null || why.isBlank() || why.chars().anyMatch(Character::isISOControl)) {
            problems.add(new FieldProblem(
                    "/void", "作废须写明公开随机数出了什么问题，一行文字 / say in one line what happened to the randomness"));
        }
        sameInputs(pool, review, problems);
        refuse(problems);
        return new Draw(
                        Draw.FORMAT,
                        commitment,
                        commitment.digest(),
                        secret.hex(),
                        List.of(),
                        why.strip(),
                        pool.entries(),
                        List.of(),
                        null,
                        null)
                .sealed();
    }

    private static void refuse(List<FieldProblem> problems) {
        if (!problems.isEmpty()) {
            throw new InvalidInput(problems);
        }
    }

    private List<FieldProblem> otherTerms() {
        var problems = new ArrayList<FieldProblem>();
        var edition = inputs.edition();
        same("/format", "承诺的格式", Commitment.FORMAT, commitment.format(), problems);
        same("/period", "时段", commitment.period(), inputs.period().toString(), problems);
        same("/edition", "政策版本", commitment.edition(), edition.name().toString(), problems);
        same("/edition", "政策版本的摘要", commitment.editionDigest(), edition.digest(), problems);
        same(
                "/evaluationDate",
                "判定日期",
                commitment.evaluationDate(),
                inputs.request().evaluationDate().toString(),
                problems);
        same(
                "/staffing",
                "方案参数",
                commitment.parameters().toString(),
                Commitments.parameters(inputs.request().parameters()).toString(),
                problems);
        same("/commitment/issuer", "由谁抽取", commitment.issuer(), edition.info().issuer(), problems);
        Commitments.refuseOther(edition, commitment, problems);
        same("/secret", "秘密数的摘要", commitment.secret(), secret.digest(commitment.hash()), problems);
        return problems;
    }

    private void sameInputs(Pool pool, String review, List<FieldProblem> problems) {
        HashAlgorithm hash = commitment.hash();
        same("/roster", "检查人员名录", commitment.roster(), Rows.digest(hash, Inspector.rows(inputs.roster())), problems);
        same(
                "/history",
                "本年抽中过的对象",
                commitment.history(),
                Rows.digest(hash, inputs.history().rows()),
                problems);
        same("/registry", "名录库", commitment.objects(), pool.digest(hash), problems);
        same(
                "/registry",
                "各层的样本量",
                commitment.strata().toString(),
                pool.samples().toString(),
                problems);
        same(
                "/registry",
                "抽取池",
                commitment.pool().toString(),
                pool.root(hash, secret.bytes()).toString(),
                problems);
        if (!commitment.review().equals(review)) {
            problems.add(new FieldProblem(
                    "/previous",
                    "名录变动与承诺不符：上一时段的名录库，或名录库中不抽取的对象，与承诺时不同 / the pool review differs from the commitment: the"
                            + " last period's registry, or objects of the registry that are not drawn, are not what they"
                            + " were"));
        }
    }

    private static void same(String pointer, String what, String committed, String given, List<FieldProblem> problems) {
        if (!committed.equals(given)) {
            problems.add(new FieldProblem(
                    pointer,
                    what + "与承诺不符：承诺的是 " + Listed.shortened(committed) + "，这次是 " + Listed.shortened(given)
                            + " / differs from the commitment: " + Listed.shortened(committed)
                            + " was committed to, this is "
                            + Listed.shortened(given)));
        }
    }

    private List<String> texts(List<String> randomness, List<FieldProblem> problems) {
        if (randomness.size() != commitment.randomness().size()) {
            problems.add(new FieldProblem(
                    "/randomness",
                    "承诺了 " + commitment.randomness().size() + " 种公开随机数，收到 " + randomness.size()
                            + " 个结果 / the commitment names "
                            + commitment.randomness().size()
                            + " sources, got the results of " + randomness.size()));
            return List.of();
        }
        var sources = RandomnessSource.of(inputs.edition());
        var texts = new ArrayList<String>();
        for (int i = 0; i < randomness.size(); i++) {
            var named = commitment.randomness().get(i);
            var text = randomness.get(i);
            var source = sources.stream()
                    .filter(any -> any.source().equals(named.source()))
                    .findFirst();
            var normalised = source.flatMap(any -> any.normalised(text));
            if (normalised.isEmpty()) {
                var form = source.map(RandomnessSource::form).orElse("");
                problems.add(new FieldProblem(
                        "/randomness/" + i,
                        "「" + named.source() + "」" + named.day() + " 的结果应写成「" + form + "」的样子，收到「"
                                + Listed.shortened(text) + "」 / expected a result of the form " + form + ", got \""
                                + Listed.shortened(text) + "\""));
            } else {
                texts.add(normalised.get());
            }
        }
        return List.copyOf(texts);
    }
}
