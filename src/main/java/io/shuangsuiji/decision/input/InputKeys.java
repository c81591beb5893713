package io.shuangsuiji.decision.input;

import io.shuangsuiji.decision.json.Json;
import io.shuangsuiji.kernel.Kernel;
import io.shuangsuiji.kernel.symbolic.InputVector;
import io.shuangsuiji.kernel.symbolic.SlotReader;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.ValueType;
import io.shuangsuiji.policy.ValueType.Field;
import io.shuangsuiji.sheets.header.Columns;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The keys that an object of an input may have: the fields that the model declares and, in a nested object, further ones. Thread-safe. */
public final class InputKeys {
    /** How many different keys are remembered for one object. */
    private static final int MOST = 1_024;

    /** The longest key that is remembered, in characters. */
    private static final int LONGEST = 64;

    /** For an object that the model does not declare: any key is allowed. */
    static final InputKeys ANY = new InputKeys(new Columns(List.of()), true);

    /**
     * A key and what its value must be: a value of the model ({@code reader}), a structure of the model ({@code within}), or anything (both null).
     *
     * @param json the key and a colon as they are written
     * @param canonical the same in {@linkplain DecisionId#canonical canonical form}
     * @param reader reads the value into the row; null if the model has no single value of that name
     * @param within the keys of the structure; null if the model has no structure of that name
     */
    record Key(String name, byte[] json, byte[] canonical, SlotReader reader, InputKeys within) {
        private static Key of(String name, SlotReader reader, InputKeys within) {
            var json = new String(Json.bytes(name), StandardCharsets.UTF_8) + ':';
            return new Key(name, json.getBytes(StandardCharsets.UTF_8), DecisionId.key(name), reader, within);
        }
    }

    private final Columns names;
    private final boolean open;
    private final Map<String, Key> known = new ConcurrentHashMap<>();
    private final List<SlotReader> readers = new ArrayList<>();
    private int structures;

    private InputKeys(Columns names, boolean open) {
        this.names = names;
        this.open = open;
    }

    /** For the outermost object: only the model's own inputs are allowed. */
    public static InputKeys of(DecisionModel model, Kernel kernel) {
        return of("", model.inputs(), new Columns(List.of()), kernel);
    }

    private static InputKeys of(String prefix, List<Field> fields, Columns names, Kernel kernel) {
        var keys = new InputKeys(names, !prefix.isEmpty());
        for (var field : fields) {
            var path = prefix + field.name();
            if (field.type().kind() == ValueType.Kind.STRUCTURE) {
                var within = of(path + ".", field.type().fields(), field.type().columns(), kernel);
                keys.known.put(field.name(), Key.of(field.name(), null, within));
                keys.structures++;
            } else {
                var reader = kernel.reader(kernel.slot(path).orElseThrow());
                keys.known.put(field.name(), Key.of(field.name(), reader, null));
                keys.readers.add(reader);
            }
        }
        return keys;
    }

    /** The key of that name; null if it is not allowed here, is a second name of a declared field, or is spelt so like one that it may be a slip. */
    Key get(String name) {
        var key = known.get(name);
        if (key == null && open && names.isForeign(name)) {
            key = Key.of(name, null, null);
            if (known.size() < MOST && name.length() <= LONGEST) {
                known.put(name, key);
            }
        }
        return key;
    }

    /** True if every structure and every required value was given. */
    boolean complete(int structuresRead, InputVector row) {
        if (structuresRead != structures) {
            return false;
        }
        for (var reader : readers) {
            if (!reader.slot().nullable() && row.isNull(reader.slot())) {
                return false;
            }
        }
        return true;
    }
}
