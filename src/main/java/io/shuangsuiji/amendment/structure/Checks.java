package io.shuangsuiji.amendment.structure;

import io.shuangsuiji.model.TypeResolver;
import io.shuangsuiji.model.xml.DmnFile;
import java.util.Collection;
import java.util.regex.Pattern;

/** What is asked of labels, keys, types and places that somebody gives. */
final class Checks {
    private static final int LONGEST = 100;
    private static final Pattern KEY = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,63}");

    private Checks() {}

    static void label(String where, String label) throws StructureRefused {
        if (label.isBlank() || label.length() > LONGEST) {
            throw new StructureRefused(
                    where, "要有名称，最多 " + LONGEST + " 字 / a label of at most " + LONGEST + " characters is needed");
        }
    }

    /** A JSON key that is none of those. */
    static String key(String where, String key, Collection<String> taken) throws StructureRefused {
        if (!KEY.matcher(key).matches() || taken.contains(key)) {
            throw new StructureRefused(
                    where,
                    "键名应为英文字母开头的字母、数字，且没有用过，收到「" + key + "」；已有：" + String.join("、", taken)
                            + " / expected a new key of Latin letters and digits");
        }
        return key;
    }

    /** The next free key of a series. */
    static String freeKey(String series, int from, Collection<String> taken) {
        int number = from;
        while (taken.contains(series + number)) {
            number++;
        }
        return series + number;
    }

    /** A reference to a type that the file can make. */
    static String type(TypeResolver resolver, DmnFile file, String type) throws StructureRefused {
        var target = resolver.target(file, type);
        if (TypeResolver.itemDefinition(target.file(), target.name()).isEmpty() && !TypeResolver.isFeel(type)) {
            throw new StructureRefused(
                    file.name(),
                    "没有类型「" + type + "」：本文件的类型直接写名称，别的文件的前面写引用名和点，或写 " + String.join("、", TypeResolver.feel())
                            + " / there is no such type");
        }
        return type;
    }

    /** Where something is to stand, from 0; behind the others where nothing is said. */
    static int place(String where, Integer index, int size) throws StructureRefused {
        if (index != null && (index < 1 || index > size + 1)) {
            throw new StructureRefused(
                    where, "位置应为 1 至 " + (size + 1) + "，收到 " + index + " / the place must be from 1 to " + (size + 1));
        }
        return index == null ? size : index - 1;
    }
}
