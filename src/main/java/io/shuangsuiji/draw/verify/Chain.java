package io.shuangsuiji.draw.verify;

import io.shuangsuiji.draw.Commitment;
import io.shuangsuiji.draw.Draw;
import io.shuangsuiji.draw.Succession;
import io.shuangsuiji.draw.lot.CanonicalJson;
import io.shuangsuiji.draw.verify.ChainLink.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Follows a bureau's commitments back, each by the digest of the one before: what was abandoned remains to be seen, and of
 * two that name the same predecessor one is a second try.
 */
final class Chain {
    private record Known(String file, Commitment commitment, State state) {}

    private Chain() {}

    /**
     * The chain before a commitment, the latest first, as far as its documents are given.
     *
     * @param files commitments and draws, in any order
     */
    static List<ChainLink> of(Commitment last, String digest, List<Published.File> files) {
        var known = read(digest, files);
        var links = new ArrayList<ChainLink>();
        var after = last;
        var later = new ArrayList<>(List.of(last));
        for (var wanted = last.predecessor(); wanted != null; wanted = after.predecessor()) {
            var found = known.remove(wanted);
            if (found == null) {
                links.add(new ChainLink(wanted, null, null, State.NOT_GIVEN));
                break;
            }
            follows(found, after, later);
            later.add(found.commitment());
            links.add(new ChainLink(
                    wanted, found.commitment().period(), found.commitment().sequence(), found.state()));
            after = found.commitment();
        }
        known.values().stream().findFirst().ifPresent(other -> {
            throw new Difference(
                    other.file() + " 不在前后相接的承诺里：同一机关另有承诺，或文件给错",
                    other.file() + " is not in the chain: the bureau has committed to something else beside, or it is"
                            + " the wrong file");
        });
        if (last.replaces() != null) {
            replaces(last, links);
        }
        return List.copyOf(links);
    }

    private static Map<String, Known> read(String digest, List<Published.File> files) {
        var known = new LinkedHashMap<String, Known>();
        for (var file : files) {
            var each = read(file);
            var its = new Arithmetic(each.commitment().hash()).hex(CanonicalJson.write(each.commitment()));
            Difference.unless(
                    !its.equals(digest), file.name() + " 就是所验证的承诺本身", file.name() + " is the commitment in question");
            // of a commitment and its draw the draw says more
            known.merge(its, each, (one, other) -> one.state() == State.COMMITTED ? other : one);
        }
        return known;
    }

    private static Known read(Published.File file) {
        if (Draw.FORMAT.equals(Documents.format(file.bytes()))) {
            var verified = Verification.of(Published.draw(file.bytes()));
            Difference.unless(
                    verified.consistent(),
                    file.name() + "："
                            + (verified.consistent()
                                    ? ""
                                    : verified.firstDifference().chinese()),
                    file.name() + ": "
                            + (verified.consistent()
                                    ? ""
                                    : verified.firstDifference().english()));
            var draw = Documents.read(file.bytes(), file.name(), Draw.FORMAT, Draw.class);
            return new Known(file.name(), draw.commitment(), draw.voided() == null ? State.DRAWN : State.VOID);
        }
        var commitment = Documents.read(file.bytes(), file.name(), Commitment.FORMAT, Commitment.class);
        CommitmentRules.check(commitment);
        return new Known(file.name(), commitment, State.COMMITTED);
    }

    private static void follows(Known before, Commitment after, List<Commitment> later) {
        var breaks = new ArrayList<>(Succession.breaks(before.commitment(), after));
        later.forEach(each -> breaks.addAll(Succession.repeated(before.commitment(), each)));
        breaks.stream().findFirst().ifPresent(first -> {
            throw new Difference(before.file() + "：" + first.chinese(), before.file() + ": " + first.english());
        });
    }

    private static void replaces(Commitment last, List<ChainLink> links) {
        var cited = links.stream()
                .filter(link -> link.digest().equals(last.replaces()))
                .findFirst();
        boolean cut = links.stream().anyMatch(link -> link.state() == State.NOT_GIVEN);
        Difference.unless(
                cited.isPresent() || cut,
                "所替代的作废抽取 " + last.replaces() + " 不在前后相接的承诺里",
                "the void draw " + last.replaces() + " that it replaces is not in the chain");
        cited.ifPresent(link -> Difference.unless(
                link.state() != State.DRAWN,
                "所替代的抽取 " + link.digest() + " 没有作废",
                "the draw " + link.digest() + " that it replaces is not void"));
    }
}
