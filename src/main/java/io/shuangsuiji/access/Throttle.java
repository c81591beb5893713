package io.shuangsuiji.access;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts failed sign-ins by name and by address, and says how long to wait. Whether a name exists makes no difference to
 * it. What it remembers is bounded: where more names or addresses fail than it has room for, those are forgotten first that
 * need not wait.
 */
final class Throttle {
    /**
     * When one must wait, and how long.
     *
     * @param perName after how many failures of one name
     * @param perAddress after how many failures from one address; those of somebody who gets in then do not count
     * @param first how long one waits then; twice as long after each failure more
     * @param longest how long one waits at most
     * @param forgotten after what time without a failure all are forgotten
     * @param room how many names, and how many addresses, are remembered
     */
    record Limits(int perName, int perAddress, Duration first, Duration longest, Duration forgotten, int room) {}

    private static final class Count {
        private int failures;
        private Instant last = Instant.MIN;
        private Instant until = Instant.MIN;
        private final Map<String, Integer> ofNames = new HashMap<>();
    }

    private final Limits limits;
    private final LinkedHashMap<String, Count> names = new LinkedHashMap<>();
    private final LinkedHashMap<String, Count> addresses = new LinkedHashMap<>();

    Throttle(Limits limits) {
        this.limits = limits;
    }

    /** How long the name or the address must still wait; nothing where it need not. */
    synchronized Optional<Duration> wait(String name, String address, Instant now) {
        var until = Instant.MIN;
        for (var count : new Count[] {names.get(Names.key(name)), addresses.get(network(address))}) {
            if (count != null && count.until.isAfter(until)) {
                until = count.until;
            }
        }
        return until.isAfter(now) ? Optional.of(Duration.between(now, until)) : Optional.empty();
    }

    /** Counts a failure. */
    synchronized void failed(String name, String address, Instant now) {
        failed(names, Names.key(name), limits.perName(), now);
        failed(addresses, network(address), limits.perAddress(), now).ofNames.merge(Names.key(name), 1, Integer::sum);
    }

    private Count failed(LinkedHashMap<String, Count> counts, String key, int most, Instant now) {
        var count = counts.remove(key);
        if (count == null || count.last.plus(limits.forgotten()).isBefore(now)) {
            makeRoom(counts, now);
            count = new Count();
        }
        // the one that failed last stands last
        counts.put(key, count);
        count.failures++;
        count.last = now;
        if (count.failures >= most) {
            int doubled = Math.min(count.failures - most, 30);
            var wait = limits.first().multipliedBy(1L << doubled);
            count.until = now.plus(wait.compareTo(limits.longest()) > 0 ? limits.longest() : wait);
        }
        return count;
    }

    private void makeRoom(LinkedHashMap<String, Count> counts, Instant now) {
        if (counts.size() < limits.room()) {
            return;
        }
        Iterator<Count> oldest = counts.values().iterator();
        while (oldest.hasNext()) {
            if (!oldest.next().until.isAfter(now)) {
                oldest.remove();
                return;
            }
        }
        counts.remove(counts.keySet().iterator().next());
    }

    /** Somebody got in: their failures before were slips, and do not count against the address either. */
    synchronized void succeeded(String name, String address) {
        names.remove(Names.key(name));
        var count = addresses.get(network(address));
        if (count != null) {
            var slips = count.ofNames.remove(Names.key(name));
            count.failures -= slips == null ? 0 : slips;
            count.until = count.failures < limits.perAddress() ? Instant.MIN : count.until;
        }
    }

    /** Lets a name sign in again at once. */
    synchronized void unlock(String name) {
        names.remove(Names.key(name));
    }

    /** True where there are failures of that name. */
    synchronized boolean counts(String name) {
        return names.containsKey(Names.key(name));
    }

    /** How many names and addresses are remembered. */
    synchronized int remembered() {
        return names.size() + addresses.size();
    }

    /** An address of IPv4; of IPv6 the part that a provider gives to one customer. */
    private static String network(String address) {
        if (address == null || !address.contains(":")) {
            return String.valueOf(address);
        }
        try {
            var bytes = java.net.InetAddress.getByName(address.replaceFirst("%.*", ""))
                    .getAddress();
            return bytes.length == 4 ? address : java.util.HexFormat.of().formatHex(bytes, 0, 7);
        } catch (java.net.UnknownHostException noAddress) {
            return address;
        }
    }
}
