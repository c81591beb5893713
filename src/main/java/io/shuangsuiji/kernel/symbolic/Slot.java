package io.shuangsuiji.kernel.symbolic;

import io.shuangsuiji.policy.ValueType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One elementary input of a model: where a caller's value goes in a {@link InputVector}.
 *
 * @param index its place in the row
 * @param path the name of the input and of the fields down to it ({@code object.creditRating})
 * @param type what the model allows
 * @param words of a text: its allowed values, or, where the type lists none, those that the model compares it with; word
 *     <i>i</i> has the ordinal <i>i</i> + 1, null has 0
 * @param ordinals of the words
 * @param last the greatest ordinal of a word or truth value
 * @param closed true where the words are all that the type allows
 * @param nullable true where the type allows null
 */
public record Slot(
        int index,
        String path,
        ValueType type,
        List<String> words,
        Map<String, Integer> ordinals,
        int last,
        boolean closed,
        boolean nullable) {
    /** What the slot holds. */
    public ValueType.Kind kind() {
        return type.kind();
    }

    static Slot of(int index, String path, ValueType type, List<String> words, boolean closed, boolean nullable) {
        var ordinals = new HashMap<String, Integer>();
        words.forEach(word -> ordinals.put(word, ordinals.size() + 1));
        int last = type.kind() == ValueType.Kind.BOOLEAN ? 2 : words.size();
        return new Slot(index, path, type, List.copyOf(words), Map.copyOf(ordinals), last, closed, nullable);
    }

    /** The ordinal of a text: 0 for null, one more than the number of words for any other text. */
    public int ordinal(String text) {
        if (text == null) {
            return 0;
        }
        var ordinal = ordinals.get(text);
        return ordinal == null ? words.size() + 1 : ordinal;
    }

    /** True for a value of the class that the slot's kind is kept in. */
    public boolean holds(Object value) {
        return type.kind().holds(value);
    }
}
