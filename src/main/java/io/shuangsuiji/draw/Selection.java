package io.shuangsuiji.draw;

import io.shuangsuiji.draw.lot.Label;
import io.shuangsuiji.draw.lot.Lottery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * What was drawn of a stratum (抽取结果): those not yet drawn this year first, then by ticket.
 *
 * @param stratum its name
 * @param population how many objects it has
 * @param sampleSize how many were to be drawn
 * @param drawn those drawn, in order
 * @param substitutes those that stand in for them, in order
 * @param passedOver those whose turn had come but for their cap, in order
 * @param lastDrawn the ticket of the last one drawn, or null
 * @param firstNotDrawn the ticket of the next in order after it, or null
 */
public record Selection(
        String stratum,
        int population,
        int sampleSize,
        List<Drawn> drawn,
        List<Drawn> substitutes,
        List<PassedOver> passedOver,
        String lastDrawn,
        String firstNotDrawn) {

    /**
     * An object drawn.
     *
     * @param place from 1, among the drawn or among the substitutes
     * @param id the object
     * @param tier see {@link PoolEntry}
     * @param ticket by which it was drawn
     */
    public record Drawn(int place, String id, int tier, String ticket) {}

    /** An object that is not inspected again this year, though its ticket was low enough. */
    public record PassedOver(String id, String ticket) {}

    private record Ticketed(PoolEntry entry, String ticket) implements Comparable<Ticketed> {
        @Override
        public int compareTo(Ticketed other) {
            int byTier = Integer.compare(entry.tier(), other.entry.tier());
            int byTicket = byTier != 0 ? byTier : ticket.compareTo(other.ticket);
            return byTicket != 0 ? byTicket : Label.BY_BYTES.compare(entry.id(), other.entry.id());
        }
    }

    /**
     * Draws a stratum.
     *
     * @param commitment the commitment's digest
     * @param sample how many
     * @param pool the entries of the stratum, in any order
     */
    public static Selection of(
            Lottery lottery, String commitment, Commitment.Sample sample, Collection<PoolEntry> pool) {
        var tickets = pool.stream()
                .map(entry -> new Ticketed(entry, lottery.ticket(commitment, entry.stratum(), entry.id())))
                .sorted()
                .toList();
        var open = tickets.stream()
                .filter(each -> each.entry().tier() != PoolEntry.CLOSED)
                .toList();
        var drawn = places(open, 0, sample.sampleSize());
        var substitutes = places(open, drawn.size(), sample.substitutes());
        var greatest = drawn.stream().map(Drawn::ticket).max(Comparator.naturalOrder());
        var passedOver = greatest.map(bound -> tickets.stream()
                        .filter(each -> each.entry().tier() == PoolEntry.CLOSED
                                && each.ticket().compareTo(bound) <= 0)
                        .map(each -> new PassedOver(each.entry().id(), each.ticket()))
                        .toList())
                .orElse(List.of());
        return new Selection(
                sample.stratum(),
                sample.population(),
                sample.sampleSize(),
                drawn,
                substitutes,
                passedOver,
                drawn.isEmpty() ? null : drawn.get(drawn.size() - 1).ticket(),
                open.size() > drawn.size() ? open.get(drawn.size()).ticket() : null);
    }

    private static List<Drawn> places(List<Ticketed> order, int from, int many) {
        var places = new ArrayList<Drawn>();
        for (int i = from; i < Math.min(order.size(), from + many); i++) {
            var each = order.get(i);
            places.add(new Drawn(i - from + 1, each.entry().id(), each.entry().tier(), each.ticket()));
        }
        return List.copyOf(places);
    }
}
