package io.shuangsuiji.draw;

import io.shuangsuiji.decision.Decisions;
import io.shuangsuiji.draw.Commitment.PoolRoot;
import io.shuangsuiji.draw.Commitment.Sample;
import io.shuangsuiji.draw.lot.HashAlgorithm;
import io.shuangsuiji.draw.lot.Label;
import io.shuangsuiji.draw.lot.Salts;
import io.shuangsuiji.plan.Members;
import io.shuangsuiji.plan.Members.Member;
import io.shuangsuiji.plan.Stratum;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.sheets.FieldProblem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What is drawn from: the objects of the strata that are due in a period, and how many of each stratum.
 *
 * @param read the period's plan, and all objects of the registry
 * @param samples how many are drawn of each stratum, sorted by its name
 * @param entries all entries, sorted
 * @param members of each entry, at the same index, the object behind it
 */
public record Pool(Members read, List<Sample> samples, List<PoolEntry> entries, List<Member> members) {
    private record Placed(PoolEntry entry, Member member) {}

    /** What the digest of the objects is taken of. */
    private record ObjectRow(String creditCode, String id, String name, String stratum, String team, int tier) {}

    /**
     * The pool of a plan.
     *
     * @param drawnBefore ids of the objects that were drawn already this year
     * @param problems is told what keeps it from being drawn from
     */
    static Pool of(Edition edition, Members plan, Set<String> drawnBefore, List<FieldProblem> problems) {
        var samples = new TreeMap<String, Sample>(Label.BY_BYTES);
        var placed = new ArrayList<Placed>();
        var populations = new HashMap<String, Integer>();
        var ids = new HashSet<String>();
        var twice = new HashSet<String>();
        for (var member : plan.members()) {
            var id = member.object().id();
            if (!ids.add(id) && twice.add(id)) {
                problems.add(new FieldProblem(
                        "/registry",
                        "对象编号「" + id + "」重复：第 " + member.object().line() + " 行，同一对象不能抽两次 / the id \"" + id
                                + "\" occurs twice: line " + member.object().line()));
            }
            if (isDrawn(member.stratum())) {
                var name = name(member.stratum(), member.object().team());
                placed.add(new Placed(new PoolEntry(name, id, tier(member, drawnBefore)), member));
                populations.merge(name, 1, Integer::sum);
            }
        }
        placed.sort(Comparator.comparing(Placed::entry, PoolEntry.ORDER));
        for (var stratum : plan.plan().strata()) {
            if (!stratum.applicable() || !stratum.dueThisQuarter()) {
                continue;
            }
            if (stratum.sampleSize() == null) {
                problems.add(new FieldProblem(
                        "/staffing",
                        "抽样层「" + stratum.stratum() + "」的样本量算不出来，缺少参数："
                                + String.join("、", plan.plan().notGiven())
                                + " / the sample of the stratum cannot be sized; missing: "
                                + String.join(", ", plan.plan().notGiven())));
                continue;
            }
            shares(stratum).forEach((name, size) -> {
                int population = populations.getOrDefault(name, 0);
                samples.put(name, new Sample(name, population, size, substitutes(edition, stratum, name, size)));
            });
        }
        populations.keySet().stream()
                .filter(name -> !samples.containsKey(name) && problems.isEmpty())
                .forEach(name -> samples.put(name, new Sample(name, populations.get(name), 0, 0)));
        return new Pool(
                plan,
                List.copyOf(samples.values()),
                placed.stream().map(Placed::entry).toList(),
                placed.stream().map(Placed::member).toList());
    }

    /** The object behind the entry of that stratum and id, of which there must be one. */
    public Member member(String stratum, String id) {
        return members.get(Collections.binarySearch(entries, new PoolEntry(stratum, id, 0), PoolEntry.ORDER));
    }

    /** True where objects of a stratum are drawn in the period planned. */
    public static boolean isDrawn(Stratum stratum) {
        return stratum.applicable() && stratum.dueThisQuarter();
    }

    private static int tier(Member member, Set<String> drawnBefore) {
        if (member.capped() != null) {
            return PoolEntry.CLOSED;
        }
        return drawnBefore.contains(member.object().id()) ? PoolEntry.DRAWN_BEFORE : PoolEntry.FRESH;
    }

    /** The names under which a stratum is drawn, each with its sample: one, or one a team where the edition splits it. */
    private static Map<String, Integer> shares(Stratum stratum) {
        var shares = new LinkedHashMap<String, Integer>();
        if (stratum.teams().isEmpty()) {
            shares.put(name(stratum, stratum.team()), Math.toIntExact(stratum.sampleSize()));
        } else {
            stratum.teams()
                    .forEach(share -> shares.put(name(stratum, share.team()), Math.toIntExact(share.sampleSize())));
        }
        return shares;
    }

    /** A team's own part of a stratum has the team in its name. */
    private static String name(Stratum stratum, String team) {
        boolean apart = stratum.team() != null || !stratum.teams().isEmpty();
        return apart && team != null ? stratum.stratum() + "（" + team + "）" : stratum.stratum();
    }

    private static int substitutes(Edition edition, Stratum stratum, String name, int sampleSize) {
        var model = edition.model("draw").orElseThrow();
        var inputs = new HashMap<String, Object>();
        inputs.put("stratum", name);
        inputs.put("sampleSize", BigDecimal.valueOf(sampleSize));
        inputs.put("objectType", stratum.objectTypes().get(0));
        inputs.put("category", stratum.category());
        inputs.put("taskType", edition.planTaskType());
        inputs.keySet()
                .retainAll(model.inputs().stream().map(input -> input.name()).toList());
        return ((BigDecimal) Decisions.decide(edition, model, inputs).get("substitutes")).intValueExact();
    }

    /** Size and root of the pool's tree. */
    PoolRoot root(HashAlgorithm hash, byte[] secret) {
        var tree = PoolEntry.tree(hash, new Salts(hash, secret), entries);
        return new PoolRoot(entries.size(), HexFormat.of().formatHex(tree.root()));
    }

    /** The digest of the objects. */
    String digest(HashAlgorithm hash) {
        return Rows.digest(
                hash,
                IntStream.range(0, entries.size())
                        .mapToObj(i -> {
                            var entry = entries.get(i);
                            var object = members.get(i).object();
                            return new ObjectRow(
                                    object.creditCode(),
                                    object.id(),
                                    object.name(),
                                    entry.stratum(),
                                    object.team(),
                                    entry.tier());
                        })
                        .toList());
    }
}
