package io.shuangsuiji.draw.verify;

import io.shuangsuiji.draw.Commitment;
import io.shuangsuiji.draw.Draw;
import io.shuangsuiji.draw.PoolEntry;
import io.shuangsuiji.draw.Receipt;
import java.util.HexFormat;

/** Whether a receipt proves what it says, by itself and by what else is known. */
final class ReceiptChecks {
    private ReceiptChecks() {}

    /**
     * Checks a receipt.
     *
     * @param commitment the commitment, or null where it is not known
     * @param digest its digest, or null
     * @param draw the draw, or null where it is not published yet
     */
    static void check(String file, Receipt receipt, Commitment commitment, String digest, Draw draw) {
        Difference.unless(
                leads(receipt),
                file + "：从对象「" + receipt.id() + "」算不到名录的根，证明无效",
                file + ": the path does not lead from \"" + receipt.id() + "\" to the root");
        if (commitment != null) {
            Difference.unless(
                    receipt.hash() == commitment.hash()
                            && receipt.commitment().equals(digest)
                            && receipt.root().equals(commitment.pool().root())
                            && receipt.size() == commitment.pool().size(),
                    file + "：证明的承诺、根或名录数量与承诺不同，它属于另一次抽取",
                    file + ": the receipt is of another commitment");
        }
        if (draw != null) {
            Difference.unless(
                    draw.pool()
                                    .get(receipt.index())
                                    .equals(new PoolEntry(receipt.stratum(), receipt.id(), receipt.tier()))
                            && receipt.salt()
                                    .equals(new Arithmetic(receipt.hash())
                                            .salt(HexFormat.of().parseHex(draw.secret()), receipt.id())),
                    file + "：证明与抽取记录里的名录不同",
                    file + ": the receipt is not of the draw's pool");
        }
    }

    private static boolean leads(Receipt receipt) {
        boolean written = receipt.index() >= 0
                && receipt.index() < receipt.size()
                && (receipt.tier() == 0 || receipt.tier() == 1 || receipt.tier() == 2)
                && CommitmentRules.isDigest(receipt.commitment())
                && CommitmentRules.isDigest(receipt.root())
                && CommitmentRules.isDigest(receipt.salt())
                && receipt.path().stream().allMatch(CommitmentRules::isDigest);
        if (!written) {
            return false;
        }
        var arithmetic = new Arithmetic(receipt.hash());
        var leaf = arithmetic.leaf(
                Arithmetic.joined(receipt.salt(), receipt.stratum(), receipt.id(), Integer.toString(receipt.tier())));
        var path = receipt.path().stream().map(HexFormat.of()::parseHex).toList();
        var root = arithmetic.root(leaf, receipt.index(), receipt.size(), path);
        return root != null && HexFormat.of().formatHex(root).equals(receipt.root());
    }
}
