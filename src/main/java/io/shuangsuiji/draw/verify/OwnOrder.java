package io.shuangsuiji.draw.verify;

import io.shuangsuiji.draw.PoolEntry;
import java.util.ArrayList;
import java.util.List;

/** The order of a stratum, found once more: entries lie in boxes by tier, and each box is sorted by ticket, then id. */
final class OwnOrder {
    private final List<List<Ticketed>> tiers = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    private final List<Ticketed> open;

    /** An entry with its ticket. */
    record Ticketed(String id, int tier, String ticket) {}

    OwnOrder(Arithmetic arithmetic, byte[] key, String commitment, List<PoolEntry> entries) {
        for (var entry : entries) {
            tiers.get(entry.tier())
                    .add(new Ticketed(
                            entry.id(), entry.tier(), arithmetic.ticket(key, commitment, entry.stratum(), entry.id())));
        }
        tiers.forEach(tier -> tier.sort((a, b) -> {
            int byTicket = a.ticket().compareTo(b.ticket());
            return byTicket != 0 ? byTicket : DrawChecks.BYTES.compare(a.id(), b.id());
        }));
        open = new ArrayList<>(tiers.get(1));
        open.addAll(tiers.get(2));
    }

    /** Those that may be drawn, in order. */
    List<Ticketed> open() {
        return open;
    }

    /** Those that may not be inspected again this year though their ticket is not above all of the first so many. */
    List<Ticketed> passedOver(int drawn) {
        var greatest = "";
        for (var each : open.subList(0, drawn)) {
            greatest = each.ticket().compareTo(greatest) > 0 ? each.ticket() : greatest;
        }
        var passed = new ArrayList<Ticketed>();
        for (var each : tiers.get(0)) {
            if (each.ticket().compareTo(greatest) <= 0) {
                passed.add(each);
            }
        }
        return passed;
    }
}
