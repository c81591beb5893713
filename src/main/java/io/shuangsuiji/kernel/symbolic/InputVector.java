package io.shuangsuiji.kernel.symbolic;

import io.shuangsuiji.policy.ValueType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * The typed input of one decision, to be filled slot by slot and used again for the next. Values are those that the
 * model's types allow, checked where they came in; a row does not check them again. Not thread-safe.
 *
 * <p>Texts and truth values are kept as ordinals (0 is null; false 1, true 2), whole numbers as they are, dates as days
 * of the epoch. A number that is not a whole number or does not fit a {@code long}, and a text that no table compares with,
 * is stored in a second array of objects.
 */
public final class InputVector {
    public static final long NULL = Long.MIN_VALUE;
    static final long WIDE = Long.MIN_VALUE + 1;
    private static final BigDecimal WHOLE = BigDecimal.valueOf(1L << 62);

    public final long[] values;
    // the second array; null until the first value needs it, which is rare
    private Object[] beside;
    // how many slots have their number in the second array; if none has, evaluation need not look
    public int wide;

    InputVector(int slots) {
        values = new long[slots];
    }

    /** Sets null; a slot whose type does not allow it makes the kernel leave the row to KIE. */
    public void setNull(Slot slot) {
        put(
                slot.index(),
                switch (slot.kind()) {
                    case NUMBER, DATE -> NULL;
                    default -> 0;
                });
    }

    /** Sets a text or truth value by its ordinal. */
    public void setOrdinal(Slot slot, int ordinal) {
        if (ordinal < 0 || ordinal > slot.last()) {
            throw new IllegalArgumentException("no such ordinal of " + slot.path() + ": " + ordinal);
        }
        put(slot.index(), ordinal);
    }

    /** Sets a text; null is null. */
    public void setText(Slot slot, String text) {
        int ordinal = slot.ordinal(text);
        put(slot.index(), ordinal);
        if (ordinal > slot.words().size()) {
            keep(slot, text);
        }
    }

    /** Sets a truth value. */
    public void setBoolean(Slot slot, boolean value) {
        put(slot.index(), value ? 2 : 1);
    }

    /** Sets a whole number. */
    public void setNumber(Slot slot, long number) {
        if (number > -(1L << 62) && number < 1L << 62) {
            put(slot.index(), number);
        } else {
            setNumber(slot, BigDecimal.valueOf(number));
        }
    }

    /** Sets a number, its scale included. */
    public void setNumber(Slot slot, BigDecimal number) {
        if (number.scale() == 0 && number.abs().compareTo(WHOLE) < 0) {
            put(slot.index(), number.longValue());
        } else {
            put(slot.index(), WIDE);
            keep(slot, number);
            wide++;
        }
    }

    /** Sets a date by its day of the epoch. */
    public void setEpochDay(Slot slot, long day) {
        put(slot.index(), day);
    }

    /** Sets a date. */
    public void setDate(Slot slot, LocalDate date) {
        put(slot.index(), date.toEpochDay());
    }

    /** Sets a value as the decision room reads it; false where the slot cannot hold it. */
    public boolean set(Slot slot, Object value) {
        if (value == null) {
            setNull(slot);
            return slot.nullable();
        }
        if (!slot.holds(value)) {
            return false;
        }
        switch (slot.kind()) {
            case TEXT -> setText(slot, (String) value);
            case BOOLEAN -> setBoolean(slot, (Boolean) value);
            case NUMBER -> setNumber(slot, (BigDecimal) value);
            default -> setDate(slot, (LocalDate) value);
        }
        return true;
    }

    /** The value of a slot, as {@link #set} takes it. */
    public Object get(Slot slot) {
        long value = values[slot.index()];
        return switch (slot.kind()) {
            case TEXT ->
                value > slot.words().size()
                        ? beside[slot.index()]
                        : value == 0 ? null : slot.words().get((int) value - 1);
            case BOOLEAN -> value == 0 ? null : (Object) (value == 2);
            case NUMBER -> value == NULL ? null : value == WIDE ? beside[slot.index()] : BigDecimal.valueOf(value);
            default -> value == NULL ? null : LocalDate.ofEpochDay(value);
        };
    }

    /** True where the slot holds null. */
    public boolean isNull(Slot slot) {
        return values[slot.index()]
                == (slot.kind() == ValueType.Kind.NUMBER || slot.kind() == ValueType.Kind.DATE ? NULL : 0);
    }

    /** Makes this row equal to another of the same model. */
    public void copyFrom(InputVector other) {
        System.arraycopy(other.values, 0, values, 0, values.length);
        if (other.beside != null) {
            beside = other.beside.clone();
        }
        wide = other.wide;
    }

    private void keep(Slot slot, Object value) {
        if (beside == null) {
            beside = new Object[values.length];
        }
        beside[slot.index()] = value;
    }

    void put(int index, long value) {
        if (values[index] == WIDE) {
            wide--;
        }
        values[index] = value;
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
}
