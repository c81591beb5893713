package io.shuangsuiji.plan;

import io.shuangsuiji.registry.RegistryObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Gathers the objects of one enterprise: that one has several is usual, and they are to be inspected together. */
public final class Enterprises {
    /** How many enterprises a plan lists; the rest are counted. */
    static final int MOST_LISTED = 1_000;

    /** By credit code the id of its only object, or a list of several. */
    private final Map<String, Object> objects = new HashMap<>();

    private final List<String> several = new ArrayList<>();

    /**
     * Enterprises with several objects.
     *
     * @param count how many there are
     * @param objects how many objects they have together
     * @param listed the first of them
     */
    public record Several(long count, long objects, List<Enterprise> listed) {}

    /** An enterprise, and the ids of its objects in the order of the registry. */
    public record Enterprise(String creditCode, List<String> objects) {}

    void add(RegistryObject object) {
        if (object.creditCode() == null) {
            return;
        }
        var before = objects.putIfAbsent(object.creditCode(), object.id());
        if (before instanceof String first && !Objects.equals(first, object.id())) {
            objects.put(object.creditCode(), new ArrayList<>(List.of(first, object.id())));
            several.add(object.creditCode());
        } else if (before instanceof List<?>) {
            ids(object.creditCode()).add(object.id());
        }
    }

    @SuppressWarnings("unchecked")
    private List<String> ids(String creditCode) {
        return (List<String>) objects.get(creditCode);
    }

    Several several() {
        return new Several(
                several.size(),
                several.stream().mapToLong(code -> ids(code).size()).sum(),
                several.stream()
                        .limit(MOST_LISTED)
                        .map(code -> new Enterprise(code, List.copyOf(ids(code))))
                        .toList());
    }
}
