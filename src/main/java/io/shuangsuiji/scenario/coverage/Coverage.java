package io.shuangsuiji.scenario.coverage;

import java.util.List;

/**
 * What scenarios reach of an edition's decision tables.
 *
 * @param tables every table, row by row
 * @param bounds every numeric or date bound in a table or an expression
 */
public record Coverage(List<Table> tables, List<Bound> bounds) {
    /**
     * A table.
     *
     * @param model the model's name
     * @param decision the decision's Chinese name
     * @param rows its rows
     */
    public record Table(String model, String decision, List<Row> rows) {
        /** How many rows a scenario could reach and none does. */
        public long missed() {
            return rows.stream().filter(Row::missed).count();
        }
    }

    /**
     * A row of a table.
     *
     * @param number from 1
     * @param conditions its input cells in words
     * @param answers its output cells
     * @param clause its annotations
     * @param scenarios the titles of the scenarios that reach it
     * @param unreachable why no input can reach it, or null
     */
    public record Row(
            int number, String conditions, String answers, String clause, List<String> scenarios, String unreachable) {
        /** True where a scenario could reach the row and none does. */
        public boolean missed() {
            return scenarios.isEmpty() && unreachable == null;
        }
    }

    /**
     * A bound.
     *
     * @param model the model's name
     * @param place the table and row, or the decision, where it stands
     * @param text the comparison in words
     * @param below whether it is tried just below
     * @param at whether it is tried exactly
     * @param above whether it is tried just above
     */
    public record Bound(String model, String place, String text, Side below, Side at, Side above) {
        /** Below, at, above. */
        public List<Side> sides() {
            return List.of(below, at, above);
        }

        /** True where a side could be tried and is not. */
        public boolean missed() {
            return below.missed() || at.missed() || above.missed();
        }
    }

    /**
     * One side of a bound.
     *
     * @param scenarios the titles of the scenarios that try it
     * @param impossible true where the input's type allows no such value
     */
    public record Side(List<String> scenarios, boolean impossible) {
        /** True where it could be tried and is not. */
        public boolean missed() {
            return scenarios.isEmpty() && !impossible;
        }
    }

    /** How many rows a scenario could reach. */
    public long reachable() {
        return rows().stream().filter(row -> row.unreachable() == null).count();
    }

    /** How many of them scenarios reach. */
    public long hit() {
        return reachable() - missedRows().size();
    }

    /** How many bounds are tried on every side on which they can be. */
    public long boundsTried() {
        return bounds.size() - missedBounds().size();
    }

    /** The rows that a scenario could reach and none does. */
    public List<Row> missedRows() {
        return rows().stream().filter(Row::missed).toList();
    }

    /** The bounds of which a side could be tried and is not. */
    public List<Bound> missedBounds() {
        return bounds.stream().filter(Bound::missed).toList();
    }

    private List<Row> rows() {
        return tables.stream().flatMap(table -> table.rows().stream()).toList();
    }
}
