package io.shuangsuiji.draw.verify;

import io.shuangsuiji.draw.Commitment;
import io.shuangsuiji.draw.Draw;
import io.shuangsuiji.draw.PoolEntry;
import io.shuangsuiji.draw.Selection;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** Repeats a draw step by step. Each step relies on those before it. */
final class DrawChecks {
    static final Comparator<String> BYTES =
            (a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");

    private final Draw draw;
    private final Commitment commitment;

    DrawChecks(Draw draw, Commitment commitment) {
        this.draw = draw;
        this.commitment = commitment;
    }

    private byte[] bytesOfSecret() {
        return HexFormat.of().parseHex(draw.secret());
    }

    void secret() {
        Difference.unless(
                CommitmentRules.isDigest(draw.secret()),
                "秘密数不是 64 位小写十六进制数字",
                "the secret is not 64 lower-case hexadecimal digits");
        var digest = new Arithmetic(commitment.hash()).hex(bytesOfSecret());
        Difference.unless(
                digest.equals(commitment.secret()),
                "秘密数的摘要是 " + digest + "，承诺的是 " + commitment.secret() + "：不是事先承诺的秘密数",
                "the digest of the secret is " + digest + ", committed to was " + commitment.secret());
    }

    void randomness() {
        if (draw.voided() != null) {
            Difference.unless(
                    !draw.voided().isBlank()
                            && draw.randomness().isEmpty()
                            && draw.strata().isEmpty()
                            && draw.tasks() == null,
                    "作废的抽取应写明缘由，不应有公开随机数、抽取结果或任务文件",
                    "a void draw has a reason, and neither randomness nor results nor tasks");
            return;
        }
        Difference.unless(
                draw.tasks() != null && CommitmentRules.isDigest(draw.tasks()),
                "抽取记录没有写明任务文件的摘要",
                "the draw states no digest of its tasks");
        int asked = commitment.randomness().size();
        Difference.unless(
                draw.randomness().size() == asked,
                "承诺了 " + asked + " 种公开随机数，抽取时用了 " + draw.randomness().size() + " 种",
                asked + " sources of randomness were committed to, "
                        + draw.randomness().size() + " were used");
        for (var text : draw.randomness()) {
            var plain = SPACES.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC))
                    .replaceAll(" ")
                    .strip();
            Difference.unless(
                    !text.isEmpty() && plain.equals(text),
                    "公开随机数「" + text + "」不是规定的写法，应为「" + plain + "」",
                    "the randomness \"" + text + "\" is not normalised: \"" + plain + "\"");
        }
    }

    void pool() {
        var ids = new HashSet<String>();
        var counts = new HashMap<String, Integer>();
        commitment.strata().forEach(sample -> counts.put(sample.stratum(), 0));
        PoolEntry before = null;
        for (var entry : draw.pool()) {
            Difference.unless(
                    before == null || follows(before, entry),
                    "名录中「" + entry.stratum() + "」的「" + entry.id() + "」没有按次序排列，或重复",
                    "\"" + entry.id() + "\" of \"" + entry.stratum() + "\" is out of order in the pool, or twice");
            Difference.unless(
                    ids.add(entry.id()),
                    "对象「" + entry.id() + "」在名录中有两次",
                    "\"" + entry.id() + "\" is in the pool twice");
            Difference.unless(
                    entry.tier() >= 0 && entry.tier() <= 2,
                    "对象「" + entry.id() + "」的档次应为 0、1 或 2，写的是 " + entry.tier(),
                    "the tier of \"" + entry.id() + "\" should be 0, 1 or 2, not " + entry.tier());
            Difference.unless(
                    counts.computeIfPresent(entry.stratum(), (name, count) -> count + 1) != null,
                    "对象「" + entry.id() + "」的抽样层「" + entry.stratum() + "」不在承诺里",
                    "the stratum \"" + entry.stratum() + "\" of \"" + entry.id() + "\" is not in the commitment");
            before = entry;
        }
        for (var sample : commitment.strata()) {
            int count = counts.get(sample.stratum());
            Difference.unless(
                    count == sample.population(),
                    "抽样层「" + sample.stratum() + "」在名录中有 " + count + " 个对象，承诺的是 " + sample.population(),
                    "the stratum \"" + sample.stratum() + "\" has " + count + " objects, committed to were "
                            + sample.population());
        }
    }

    private static boolean follows(PoolEntry before, PoolEntry entry) {
        int stratum = BYTES.compare(before.stratum(), entry.stratum());
        return stratum < 0 || stratum == 0 && BYTES.compare(before.id(), entry.id()) < 0;
    }

    void root() {
        var arithmetic = new Arithmetic(commitment.hash());
        var secret = bytesOfSecret();
        var leaves = new ArrayList<byte[]>(draw.pool().size());
        for (var entry : draw.pool()) {
            leaves.add(arithmetic.leaf(Arithmetic.joined(
                    arithmetic.salt(secret, entry.id()), entry.stratum(), entry.id(), Integer.toString(entry.tier()))));
        }
        var root = HexFormat.of().formatHex(arithmetic.root(leaves));
        Difference.unless(
                root.equals(commitment.pool().root()),
                "名录的根应为 " + root + "，承诺的是 " + commitment.pool().root() + "：公布的名录不是事先承诺的名录",
                "the root of the pool should be " + root + ", committed to was "
                        + commitment.pool().root());
    }

    void strata() {
        if (draw.voided() != null) {
            return;
        }
        Difference.unless(
                draw.strata().size() == commitment.strata().size(),
                "承诺了 " + commitment.strata().size() + " 层，公布了 " + draw.strata().size() + " 层",
                commitment.strata().size() + " strata were committed to, "
                        + draw.strata().size() + " are published");
        for (int i = 0; i < draw.strata().size(); i++) {
            var asked = commitment.strata().get(i);
            var made = draw.strata().get(i);
            Difference.unless(
                    made.stratum().equals(asked.stratum())
                            && made.population() == asked.population()
                            && made.sampleSize() == asked.sampleSize(),
                    "第 " + (i + 1) + " 层应为「" + asked.stratum() + "」，总体 " + asked.population() + "，样本量 "
                            + asked.sampleSize() + "；公布的是「" + made.stratum() + "」，" + made.population() + "，"
                            + made.sampleSize(),
                    "stratum " + (i + 1) + " is not what was committed to: \"" + asked.stratum() + "\"");
        }
    }

    void order() {
        if (draw.voided() != null) {
            return;
        }
        var arithmetic = new Arithmetic(commitment.hash());
        var key = arithmetic.key(bytesOfSecret(), draw.randomness());
        Map<String, List<PoolEntry>> pools = new HashMap<>();
        draw.pool()
                .forEach(entry -> pools.computeIfAbsent(entry.stratum(), none -> new ArrayList<>())
                        .add(entry));
        for (int i = 0; i < draw.strata().size(); i++) {
            var sample = commitment.strata().get(i);
            var order = new OwnOrder(
                    arithmetic, key, draw.commitmentDigest(), pools.getOrDefault(sample.stratum(), List.of()));
            compare(sample, order, draw.strata().get(i));
        }
    }

    private static void compare(Commitment.Sample sample, OwnOrder order, Selection made) {
        int drawn = Math.min(sample.sampleSize(), order.open().size());
        int until = Math.min(drawn + sample.substitutes(), order.open().size());
        places(sample.stratum(), "抽中", "drawn", order.open().subList(0, drawn), made.drawn());
        places(sample.stratum(), "备选", "substitute", order.open().subList(drawn, until), made.substitutes());
        var passedOver = order.passedOver(drawn).stream()
                .map(each -> new Selection.PassedOver(each.id(), each.ticket()))
                .toList();
        Difference.unless(
                passedOver.equals(made.passedOver()),
                "抽样层「" + sample.stratum() + "」因频次上限跳过的对象应为 " + ids(passedOver) + "，公布的是 " + ids(made.passedOver()),
                "those passed over in \"" + sample.stratum() + "\" should be " + ids(passedOver) + ", not "
                        + ids(made.passedOver()));
        var last = drawn == 0 ? null : order.open().get(drawn - 1).ticket();
        var next = drawn < order.open().size() ? order.open().get(drawn).ticket() : null;
        Difference.unless(
                Objects.equals(last, made.lastDrawn()) && Objects.equals(next, made.firstNotDrawn()),
                "抽样层「" + sample.stratum() + "」最后抽中和最先未抽中的签号应为 " + last + "、" + next,
                "the tickets at the cut of \"" + sample.stratum() + "\" should be " + last + " and " + next);
    }

    private static List<String> ids(List<Selection.PassedOver> entries) {
        return entries.stream().map(Selection.PassedOver::id).toList();
    }

    private static void places(
            String stratum, String what, String inEnglish, List<OwnOrder.Ticketed> right, List<Selection.Drawn> made) {
        for (int i = 0; i < Math.min(right.size(), made.size()); i++) {
            var asked = right.get(i);
            var found = made.get(i);
            Difference.unless(
                    found.place() == i + 1
                            && found.id().equals(asked.id())
                            && found.tier() == asked.tier()
                            && found.ticket().equals(asked.ticket()),
                    "抽样层「" + stratum + "」" + what + "的第 " + (i + 1) + " 个应为「" + asked.id() + "」（档次 " + asked.tier()
                            + "，签号 " + asked.ticket() + "），公布的是第 " + found.place() + " 个「" + found.id() + "」（档次 "
                            + found.tier() + "，签号 " + found.ticket() + "）",
                    inEnglish + " " + (i + 1) + " of \"" + stratum + "\" should be \"" + asked.id() + "\" by ticket "
                            + asked.ticket() + ", not \"" + found.id() + "\" by " + found.ticket());
        }
        Difference.unless(
                right.size() == made.size(),
                "抽样层「" + stratum + "」" + what + "的应有 " + right.size() + " 个，公布了 " + made.size() + " 个",
                right.size() + " of \"" + stratum + "\" should be " + inEnglish + ", not " + made.size());
    }
}
