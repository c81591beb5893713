package io.shuangsuiji.draw;

import io.shuangsuiji.draw.lot.CanonicalJson;
import io.shuangsuiji.draw.lot.HashAlgorithm;
import io.shuangsuiji.draw.lot.Label;
import io.shuangsuiji.draw.lot.Lottery;
import io.shuangsuiji.draw.lot.Salts;
import io.shuangsuiji.draw.lot.Sealed;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A draw that is made up, of any size, with all that is published of it. */
public record SampleDraw(Commitment commitment, Draw draw, byte[] tasks) {
    /** The first day of its randomness. */
    public LocalDate day() {
        return LocalDate.parse(commitment.randomness().get(0).day());
    }

    /** What a made-up draw is made of. */
    public static final class Maker {
        private HashAlgorithm hash = HashAlgorithm.SHA_256;
        private String period = "2024Q2";
        private String evaluationDate = "2024-04-01";
        private int sequence = 1;
        private String predecessor;
        private String replaces;
        private String issuer = "某某生态环境局";
        private String voided;
        private LocalDate day = LocalDate.of(2024, 3, 26);
        private final Map<String, Integer> strata = new LinkedHashMap<>();

        public Maker hash(HashAlgorithm other) {
            hash = other;
            return this;
        }

        public Maker period(String other, String firstDay) {
            period = other;
            evaluationDate = firstDay;
            return this;
        }

        public Maker after(SampleDraw before) {
            predecessor = before.commitment().digest();
            sequence = before.commitment().period().equals(period)
                    ? before.commitment().sequence() + 1
                    : 1;
            return by(before.day().plusDays(1));
        }

        /** By randomness of that day and the next. */
        public Maker by(LocalDate other) {
            day = other;
            return this;
        }

        public Maker sequence(int other) {
            sequence = other;
            return this;
        }

        public Maker replaces(SampleDraw other) {
            replaces = other.commitment().digest();
            return this;
        }

        public Maker issuer(String other) {
            issuer = other;
            return this;
        }

        public Maker voided(String why) {
            voided = why;
            return this;
        }

        /** A stratum of so many objects. */
        public Maker stratum(String name, int population) {
            strata.put(name, population);
            return this;
        }

        /** The draw, the same for the same seed. */
        public SampleDraw make(long seed) {
            var random = new Random(seed);
            var secret = bytes(random);
            var pool = new ArrayList<PoolEntry>();
            var samples = new ArrayList<Commitment.Sample>();
            strata.keySet().stream().sorted(Label.BY_BYTES).forEach(name -> {
                int population = strata.get(name);
                for (int i = 0; i < population; i++) {
                    int tier = random.nextInt(8) == 0 ? 0 : random.nextInt(4) == 0 ? 2 : 1;
                    pool.add(new PoolEntry(name, name + "-企业" + (1000 + i), tier));
                }
                int size = (population + 3) / 4;
                samples.add(new Commitment.Sample(name, population, size, Math.min(2, size)));
            });
            pool.sort(PoolEntry.ORDER);
            var hex = HexFormat.of();
            var tree = PoolEntry.tree(hash, new Salts(hash, secret), pool);
            var commitment = new Commitment(
                    Commitment.FORMAT,
                    hash,
                    issuer,
                    period,
                    sequence,
                    evaluationDate,
                    "2024-01-01",
                    hex.formatHex(bytes(random)),
                    Map.of("officers", "36"),
                    List.copyOf(samples),
                    new Commitment.PoolRoot(pool.size(), hex.formatHex(tree.root())),
                    hex.formatHex(bytes(random)),
                    hex.formatHex(bytes(random)),
                    hex.formatHex(bytes(random)),
                    hex.formatHex(bytes(random)),
                    hash.hex(secret),
                    List.of(
                            new Commitment.Source("双色球", day.toString(), 24),
                            new Commitment.Source("超级大乐透", day.plusDays(1).toString(), 24)),
                    48,
                    predecessor,
                    replaces);
            return drawn(commitment, secret, pool, voided);
        }

        private static byte[] bytes(Random random) {
            var bytes = new byte[32];
            random.nextBytes(bytes);
            return bytes;
        }
    }

    /** The draw of a commitment, by randomness that is always the same. */
    public static SampleDraw drawn(Commitment commitment, byte[] secret, List<PoolEntry> pool, String voided) {
        var hash = commitment.hash();
        var randomness =
                voided == null ? List.of("03 08 15 21 29 33 + 12", "04 11 19 27 35 + 02 09") : List.<String>of();
        var lottery = new Lottery(hash, secret, randomness.isEmpty() ? List.of("-") : randomness);
        var strata = voided != null
                ? List.<Selection>of()
                : commitment.strata().stream()
                        .map(sample -> Selection.of(
                                lottery,
                                commitment.digest(),
                                sample,
                                pool.stream()
                                        .filter(entry -> entry.stratum().equals(sample.stratum()))
                                        .toList()))
                        .toList();
        var tasks = new LinkedHashMap<String, Object>();
        tasks.put("format", "shuangsuiji/tasks/1");
        tasks.put("hash", hash.written());
        tasks.put("commitment", commitment.digest());
        tasks.put("visits", List.of(Map.of("key", "访问一", "inspectors", List.of("甲", "乙"))));
        tasks.put("findings", Collections.emptyList());
        var digest = Sealed.digest(hash, tasks);
        tasks.put("digest", digest);
        var draw = new Draw(
                        Draw.FORMAT,
                        commitment,
                        commitment.digest(),
                        HexFormat.of().formatHex(secret),
                        randomness,
                        voided,
                        pool,
                        strata,
                        voided == null ? digest : null,
                        null)
                .sealed();
        return new SampleDraw(commitment, draw, CanonicalJson.write(tasks));
    }

    /** A draw of three strata, small enough to be tried ten thousand times. */
    public static SampleDraw small(HashAlgorithm hash, long seed) {
        return new Maker()
                .hash(hash)
                .stratum("甲层", 9)
                .stratum("乙层（一队）", 7)
                .stratum("空层", 0)
                .make(seed);
    }

    /** The same draw with other bytes in its JSON, as somebody with an editor would make it; not sealed again. */
    public static byte[] replaced(byte[] document, String from, String to) {
        var text = new String(document, StandardCharsets.UTF_8);
        if (!text.contains(from)) {
            throw new IllegalArgumentException("no " + from + " in " + text);
        }
        return text.replace(from, to).getBytes(StandardCharsets.UTF_8);
    }
}
