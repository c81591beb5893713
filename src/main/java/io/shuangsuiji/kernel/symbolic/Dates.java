package io.shuangsuiji.kernel.symbolic;

import io.shuangsuiji.policy.ValueType.Kind;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The kinds of residue that compute a date. */
public final class Dates {
    /** Days within which shifts are free from overflow, unless they are far themselves. */
    private static final long FAR = 100_000_000_000L;

    private Dates() {}

    /** {@code date(year, month, day)}. */
    public record DateOf(SymbolicValue year, SymbolicValue month, SymbolicValue day) implements SymbolicValue {
        @Override
        public Kind kind() {
            return Kind.DATE;
        }

        @Override
        public int scale() {
            return year.scale() == 0 && month.scale() == 0 && day.scale() == 0 ? 0 : NONE;
        }

        @Override
        public long whole(InputVector row) {
            if (scale() == NONE) {
                throw Inexact.INSTANCE;
            }
            return date((int) year.whole(row), (int) month.whole(row), (int) day.whole(row))
                    .toEpochDay();
        }

        @Override
        public Object exact(InputVector row) {
            return date(
                    SymbolicValues.number(year, row).intValue(),
                    SymbolicValues.number(month, row).intValue(),
                    SymbolicValues.number(day, row).intValue());
        }

        private static LocalDate date(int year, int month, int day) {
            try {
                return LocalDate.of(year, month, day);
            } catch (DateTimeException none) {
                throw FallbackToInterpreter.ROW;
            }
        }

        @Override
        public List<SymbolicValue> operands() {
            return List.of(year, month, day);
        }
    }

    /** A date so many months and then days later. */
    public record Shifted(SymbolicValue date, long months, long days) implements SymbolicValue {
        @Override
        public Kind kind() {
            return Kind.DATE;
        }

        @Override
        public int scale() {
            return date.scale();
        }

        @Override
        public long whole(InputVector row) {
            long day = date.whole(row);
            if (Math.abs(day) > FAR) {
                throw Inexact.INSTANCE;
            }
            return months == 0
                    ? day + days
                    : LocalDate.ofEpochDay(day).plusMonths(months).toEpochDay() + days;
        }

        @Override
        public Object exact(InputVector row) {
            try {
                return ((LocalDate) SymbolicValues.known(date, row))
                        .plusMonths(months)
                        .plusDays(days);
            } catch (DateTimeException none) {
                throw FallbackToInterpreter.ROW;
            }
        }

        @Override
        public List<SymbolicValue> operands() {
            return List.of(date);
        }
    }

    /** The shifts of dates in a residue. */
    public static List<Shifted> shifts(SymbolicValue residue) {
        var found = new ArrayList<Shifted>();
        collect(residue, found);
        return found;
    }

    private static void collect(SymbolicValue residue, List<Shifted> into) {
        if (residue instanceof Shifted shifted) {
            into.add(shifted);
        }
        residue.operands().forEach(operand -> collect(operand, into));
    }
}
