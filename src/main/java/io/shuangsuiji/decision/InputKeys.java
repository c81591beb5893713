package io.shuangsuiji.decision;

import io.shuangsuiji.kernel.Kernel;
import io.shuangsuiji.kernel.Row;
import io.shuangsuiji.kernel.SlotReader;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.ValueType;
import io.shuangsuiji.policy.ValueType.Field;
import io.shuangsuiji.sheets.header.Columns;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The keys of an object within an input: those of the model, and further ones where it takes them. Thread-safe. */
final class InputKeys {
    /** How many different keys are kept, and how long ones. */
    private static final int MOST = 1_024;

    private static final int LONGEST = 64;

    /** Those of an object of which the model knows nothing. */
    static final InputKeys ANY = new InputKeys(new Columns(List.of()), true);

    /**
     * A key, and what is to stand behind it: one of the model's values or structures, or anything.
     *
     * @param json the key and a colon as they are written
     * @param canonical the same in {@linkplain DecisionId#canonical canonical form}
     * @param reader of the model's value; null where it is none
     * @param within the keys of the model's structure; null where it is none
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

    /** Those of a model's whole input: no other key is allowed beside its inputs. */
    static InputKeys of(DecisionModel model, Kernel kernel) {
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

    /** The key of that name; null where it is another name for one of the model's, or may be a slip for it. */
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

    /** True where every structure, and every value that is required, was there. */
    boolean complete(int structuresRead, Row row) {
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
