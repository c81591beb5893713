package io.shuangsuiji.web.tryout;

import io.shuangsuiji.registry.RegistryObject;
import io.shuangsuiji.sheets.Notation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds objects by their id, or by a part of their name; an id that is met exactly goes before all names. */
final class ObjectSearch {
    /** So many are told apart by looking at them; more are better asked for by more of the name. */
    static final int MOST = 20;

    private final String id;
    private final String part;
    private final List<RegistryObject> exact = new ArrayList<>();
    private final List<RegistryObject> named = new ArrayList<>();
    private boolean more;

    ObjectSearch(String who) {
        this.id = Notation.identifier(who).toLowerCase(Locale.ROOT);
        this.part = Notation.plain(who);
    }

    void look(RegistryObject object) {
        if (object.id().toLowerCase(Locale.ROOT).equals(id)) {
            exact.add(object);
        } else if (object.name() != null && Notation.plain(object.name()).contains(part)) {
            if (named.size() == MOST) {
                more = true;
            } else {
                named.add(object);
            }
        }
    }

    List<RegistryObject> found() {
        return exact.isEmpty() ? List.copyOf(named) : List.copyOf(exact);
    }

    /** True where more were found than are named. */
    boolean more() {
        return exact.isEmpty() && more;
    }
}
