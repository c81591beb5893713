package io.shuangsuiji.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Who may make which call, as {@code access.txt} says. What stands in no row is not allowed to anybody. */
public final class AccessTable {
    /** Who may. */
    public enum Who {
        /** Anybody. */
        PUBLIC,
        /** Anybody; where systems have keys, whoever has one or is signed in. */
        OPEN,
        /** Whoever is signed in. */
        SIGNED_IN,
        /** Whoever has one of the row's roles. */
        ROLE
    }

    /**
     * A row.
     *
     * @param roles of which one is needed; empty unless {@code who} is {@link Who#ROLE}
     */
    public record Row(String method, String path, Who who, Set<String> roles) {
        /** True where somebody who is signed in with these roles may. */
        public boolean allows(Set<String> theirs) {
            return who != Who.ROLE || roles.stream().anyMatch(theirs::contains);
        }
    }

    private record Entry(Row row, Pattern path) {}

    private final List<Row> rows = new ArrayList<>();
    private final Map<String, List<Entry>> byStart = new HashMap<>();

    /** The table that the service is shipped with. */
    public static AccessTable shipped() {
        try (var in = AccessTable.class.getResourceAsStream("/access.txt")) {
            return new AccessTable(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    AccessTable(String text) {
        text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.strip().split("\\s+"))
                .forEach(this::add);
    }

    private void add(String[] cells) {
        if (cells.length != 3) {
            throw new IllegalArgumentException(String.join(" ", cells) + "：应为方法、路径、谁 / method, path, who");
        }
        var roles = new TreeSet<String>();
        var who = switch (cells[2]) {
            case "public" -> Who.PUBLIC;
            case "open" -> Who.OPEN;
            case "signed-in" -> Who.SIGNED_IN;
            default -> {
                roles.addAll(Arrays.asList(cells[2].split(",")));
                if (!User.ROLES.containsAll(roles)) {
                    throw new IllegalArgumentException(cells[2] + "：没有这个角色 / no such role");
                }
                yield Who.ROLE;
            }
        };
        var row = new Row(cells[0], cells[1], who, Set.copyOf(roles));
        rows.add(row);
        var pattern = Pattern.compile(cells[1].replaceAll("\\{[^}]*}", "[^/]+").replace(".", "\\.") + "/?");
        byStart.computeIfAbsent(start(row.method(), row.path()), none -> new ArrayList<>())
                .add(new Entry(row, pattern));
    }

    /** All rows. */
    public List<Row> rows() {
        return List.copyOf(rows);
    }

    /** The row of a call; a row without parameters in its path comes first. */
    public Optional<Row> row(String method, String path) {
        var asked = method.equals("HEAD") ? "GET" : method;
        Entry found = null;
        for (var entry : byStart.getOrDefault(start(asked, path), List.of())) {
            if ((found == null || !entry.row().path().contains("{"))
                    && entry.path().matcher(path).matches()) {
                found = entry;
            }
        }
        return Optional.ofNullable(found).map(Entry::row);
    }

    private static String start(String method, String path) {
        int end = path.indexOf('/', 1);
        return method + " " + (end < 0 ? path : path.substring(0, end));
    }
}
