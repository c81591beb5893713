package io.shuangsuiji.draw.verify;

import io.shuangsuiji.draw.Commitment;
import io.shuangsuiji.draw.Draw;
import io.shuangsuiji.draw.Receipt;
import io.shuangsuiji.draw.lot.CanonicalJson;
import io.shuangsuiji.draw.lot.Sealed;
import io.shuangsuiji.draw.verify.Check.Item;
import java.util.Arrays;
import java.util.List;

/**
 * Whether what was published agrees with itself.
 *
 * @param consistent true where nothing is different
 * @param firstDifference what is, or null
 * @param checks what was compared, in order
 * @param commitmentDigest of the commitment in question; null where none could be read
 * @param commitment that commitment; null where there is none whose content is as it should be
 * @param chain the bureau's commitments before it, the latest first
 */
public record Verification(
        boolean consistent,
        Words firstDifference,
        List<Check> checks,
        String commitmentDigest,
        Commitment commitment,
        List<ChainLink> chain) {
    private static final String DRAW = "draw.json";
    private static final String COMMITMENT = "commitment.json";
    private static final String TASKS = "tasks.json";

    /**
     * Verifies.
     *
     * @throws IllegalArgumentException where nothing is given
     */
    public static Verification of(Published given) {
        if (given.isEmpty()) {
            throw new IllegalArgumentException("nothing to verify");
        }
        return new Verifier(given).verify();
    }

    /** What has been read so far. */
    private static final class Verifier {
        private final Published given;
        private final Examination examination = new Examination();
        private Draw draw;
        private Commitment commitment;
        private Commitment sound;
        private String digest;
        private List<ChainLink> chain = List.of();

        Verifier(Published given) {
            this.given = given;
        }

        Verification verify() {
            examination.check(Item.FORM, this::read);
            if (given.draw() != null) {
                examination.check(Item.DIGEST, this::drawDigest);
            } else {
                examination.notGiven(Item.DIGEST, "没有提供 draw.json", "draw.json is not given");
            }
            if (given.draw() != null || given.commitment() != null) {
                examination.check(Item.COMMITMENT, this::commitmentDigest);
                examination.check(Item.RULES, () -> {
                    CommitmentRules.check(commitment);
                    sound = commitment;
                });
            } else {
                examination.notGiven(Item.COMMITMENT, "没有提供承诺，证明只与它自己比对", "no commitment is given");
                examination.notGiven(Item.RULES, "没有提供承诺", "no commitment is given");
            }
            if (given.draw() != null) {
                drawn();
            } else {
                for (var item : List.of(Item.SECRET, Item.RANDOMNESS, Item.POOL, Item.ROOT, Item.STRATA, Item.ORDER)) {
                    examination.notGiven(item, "没有提供 draw.json", "draw.json is not given");
                }
            }
            beside();
            return new Verification(
                    examination.consistent(), examination.first(), examination.checks(), digest, sound, chain);
        }

        private void read() {
            if (given.draw() != null) {
                draw = Documents.read(given.draw(), DRAW, Draw.FORMAT, Draw.class);
                commitment = draw.commitment();
                Difference.unless(
                        Commitment.FORMAT.equals(commitment.format()),
                        DRAW + " 里承诺的 format 应为 " + Commitment.FORMAT,
                        "the format of the commitment in " + DRAW + " should be " + Commitment.FORMAT);
            }
            if (given.commitment() != null) {
                var published = Documents.read(given.commitment(), COMMITMENT, Commitment.FORMAT, Commitment.class);
                commitment = commitment == null ? published : commitment;
            }
            if (commitment != null) {
                digest = new Arithmetic(commitment.hash()).hex(CanonicalJson.write(commitment));
            }
        }

        private void drawDigest() {
            var right = Sealed.digest(commitment.hash(), draw);
            Difference.unless(
                    right.equals(draw.digest()),
                    "抽取记录的摘要应为 " + right + "，写的是 " + draw.digest() + "：内容公布后被改过，或摘要写错",
                    "the digest of the draw should be " + right + ", not " + draw.digest());
        }

        private void commitmentDigest() {
            if (draw != null) {
                Difference.unless(
                        digest.equals(draw.commitmentDigest()),
                        "承诺的摘要应为 " + digest + "，写的是 " + draw.commitmentDigest(),
                        "the digest of the commitment should be " + digest + ", not " + draw.commitmentDigest());
                Difference.unless(
                        given.commitment() == null
                                || Arrays.equals(given.commitment(), CanonicalJson.write(draw.commitment())),
                        "抽取记录里的承诺不是事先公布的那一份 commitment.json",
                        "the commitment in the draw is not the commitment.json that was published before");
            }
        }

        private void drawn() {
            var checks = new DrawChecks(draw, commitment);
            examination.check(Item.SECRET, () -> checks.secret());
            examination.check(Item.RANDOMNESS, () -> checks.randomness());
            examination.check(Item.POOL, () -> checks.pool());
            examination.check(Item.ROOT, () -> checks.root());
            examination.check(Item.STRATA, () -> checks.strata());
            examination.check(Item.ORDER, () -> checks.order());
        }

        private void beside() {
            if (given.tasks() != null && given.draw() != null) {
                examination.check(Item.TASKS, this::tasks);
            } else {
                examination.notGiven(
                        Item.TASKS,
                        given.tasks() == null ? "没有提供 tasks.json" : "没有提供 draw.json，任务文件无从比对",
                        given.tasks() == null ? "tasks.json is not given" : "draw.json is not given");
            }
            if (given.receipts().isEmpty()) {
                examination.notGiven(Item.RECEIPTS, "没有提供纳入证明", "no receipt is given");
            } else {
                examination.check(Item.RECEIPTS, this::receipts);
            }
            if (commitment == null) {
                examination.notGiven(Item.CHAIN, "没有提供承诺", "no commitment is given");
            } else {
                examination.check(Item.CHAIN, () -> chain = Chain.of(commitment, digest, given.predecessors()));
            }
        }

        private void tasks() {
            var tree = Documents.readTree(given.tasks(), TASKS);
            var right = Sealed.digest(commitment.hash(), tree);
            Difference.unless(
                    right.equals(tree.path("digest").textValue()) && right.equals(draw.tasks()),
                    "任务文件的摘要应为 " + right + "，任务文件里写的是 " + tree.path("digest").asText() + "，抽取记录里写的是 " + draw.tasks(),
                    "the digest of the tasks should be " + right + "; they state "
                            + tree.path("digest").asText() + ", the draw " + draw.tasks());
            Difference.unless(
                    digest.equals(tree.path("commitment").textValue()),
                    "任务文件属于另一次抽取",
                    "the tasks belong to another draw");
        }

        private void receipts() {
            for (var file : given.receipts()) {
                var receipt = Documents.read(file.bytes(), file.name(), Receipt.FORMAT, Receipt.class);
                ReceiptChecks.check(file.name(), receipt, commitment, digest, draw);
            }
        }
    }
}
