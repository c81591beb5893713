package io.shuangsuiji.samples;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Values in fixed shares, drawn in random order without putting back: once the urn is empty the shares hold exactly,
 * at any size and without holding the values drawn.
 */
final class SampleUrn<V> {
    /** A value (null for a blank) and its weight among the shares beside it. */
    record Share<V>(int weight, V value) {}

    private final List<V> values = new ArrayList<>();
    private final int[] left;
    private int total;

    /** An urn of {@code size} values; what does not divide evenly goes to the largest remainders. */
    SampleUrn(int size, List<Share<V>> shares) {
        long weights = shares.stream().mapToLong(Share::weight).sum();
        left = new int[shares.size()];
        long[] remainders = new long[shares.size()];
        for (int i = 0; i < left.length; i++) {
            values.add(shares.get(i).value());
            long scaled = (long) size * shares.get(i).weight();
            left[i] = (int) (scaled / weights);
            remainders[i] = scaled % weights;
            total += left[i];
        }
        var byRemainder = IntStream.range(0, left.length)
                .boxed()
                .sorted(Comparator.comparingLong((Integer i) -> remainders[i]).reversed())
                .toList();
        for (int i = 0; total < size; i++, total++) {
            left[byRemainder.get(i)]++;
        }
    }

    int left(V value) {
        return left[values.indexOf(value)];
    }

    V draw(Random random) {
        int ticket = random.nextInt(total--);
        int i = 0;
        while (ticket >= left[i]) {
            ticket -= left[i++];
        }
        left[i]--;
        return values.get(i);
    }
}
