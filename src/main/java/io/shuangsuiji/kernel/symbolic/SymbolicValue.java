package io.shuangsuiji.kernel.symbolic;

import io.shuangsuiji.policy.ValueType.Kind;
import java.util.List;
import java.util.stream.Stream;

/**
 * An expression that remains after specialisation and is evaluated for each row: the value of a slot, or arithmetic over
 * slots. Operands of arithmetic are known not to be null, so only the plain value of a slot can be null. Two equal residues
 * compute the same.
 *
 * <p>The whole-number path gives a number as its unscaled value (its {@link #scale()} is known beforehand), a date as its
 * day of the epoch, a truth value as 0 or 1; the exact path gives what KIE would.
 */
public interface SymbolicValue {
    /** The scale of a residue that cannot be computed in whole numbers. */
    int NONE = Integer.MIN_VALUE;

    /** What its value is. */
    Kind kind();

    /** The scale of its value on the whole-number path; {@link #NONE} where it has no such path. */
    int scale();

    /** Its value computed in whole numbers; throws {@link Inexact} if the value does not fit. */
    long whole(InputVector row);

    /** Its value in exact decimals, dates and truth values; {@link FallbackToInterpreter} is thrown where KIE would report an error. */
    Object exact(InputVector row);

    /** Its value for a row: a decimal, date, truth value or text, null only of a slot; {@link FallbackToInterpreter} as of {@link #exact}. */
    default Object value(InputVector row) {
        return TabulatedOutcome.value(this, row);
    }

    /** What it is computed from. */
    List<SymbolicValue> operands();

    /** The slots that it reads. */
    default Stream<Slot> slots() {
        return this instanceof SymbolicValues.Given given
                ? Stream.of(given.slot())
                : operands().stream().flatMap(SymbolicValue::slots);
    }
}
