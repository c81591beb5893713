package io.shuangsuiji.draw;

import io.shuangsuiji.policy.ConstantRows;
import io.shuangsuiji.policy.Edition;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Public randomness that an edition allows (draw.dmn, table 公开随机数).
 *
 * @param source its name
 * @param bits its entropy, in whole bits
 * @param form how it is written: {@code 0} stands for a digit, {@code h} for a hexadecimal one, all else for itself
 * @param ascending true where the numbers on each side of a plus are written in ascending order
 * @param publishedBy who publishes it, or null
 * @param note what more there is to say of it, or null
 */
public record RandomnessSource(
        String source, int bits, String form, boolean ascending, String publishedBy, String note) {
    private static final String BETWEEN_PARTS = " + ";

    /** Those that an edition allows. */
    public static List<RandomnessSource> of(Edition edition) {
        return edition.constant("draw.randomness") instanceof Collection<?> rows
                ? rows.stream().map(row -> of((Map<?, ?>) row)).toList()
                : List.of();
    }

    private static RandomnessSource of(Map<?, ?> row) {
        return new RandomnessSource(
                ConstantRows.text(row, "source"),
                ((BigDecimal) row.get("bits")).intValueExact(),
                ConstantRows.text(row, "form"),
                Boolean.TRUE.equals(row.get("ascending")),
                ConstantRows.text(row, "publishedBy"),
                ConstantRows.text(row, "note"));
    }

    /**
     * The one way to write what was published, whatever marks people put between the numbers.
     *
     * @return empty where the text is not of the form
     */
    public Optional<String> normalised(String text) {
        var plain = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(java.util.Locale.ROOT)
                .replaceAll("\\s*[+|]\\s*", BETWEEN_PARTS)
                .replaceAll("[\\s,、;./-]+", " ")
                .strip();
        var written = ascending ? sorted(plain) : plain;
        return matches(written) ? Optional.of(written) : Optional.empty();
    }

    private static String sorted(String text) {
        return String.join(
                BETWEEN_PARTS,
                Arrays.stream(text.split(" \\+ ", -1))
                        .map(part -> String.join(
                                " ", Arrays.stream(part.split(" ")).sorted().toList()))
                        .toList());
    }

    private boolean matches(String text) {
        if (text.length() != form.length()) {
            return false;
        }
        for (int i = 0; i < form.length(); i++) {
            char c = text.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            boolean allowed = switch (form.charAt(i)) {
                case '0' -> digit;
                case 'h' -> digit || c >= 'a' && c <= 'f';
                default -> c == form.charAt(i);
            };
            if (!allowed) {
                return false;
            }
        }
        return !ascending || distinctNumbers(text);
    }

    /** Numbers that are drawn without being put back are all different. */
    private static boolean distinctNumbers(String text) {
        return Arrays.stream(text.split(" \\+ ", -1))
                .map(part -> part.split(" "))
                .allMatch(numbers -> Arrays.stream(numbers).distinct().count() == numbers.length);
    }
}
