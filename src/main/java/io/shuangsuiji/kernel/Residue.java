package io.shuangsuiji.kernel;

import io.shuangsuiji.policy.ValueType.Kind;
import java.util.List;
import java.util.stream.Stream;

/**
 * What specialisation leaves to be done for each row: a slot's own value, or arithmetic over slots. Built only from
 * operands that are known not to be null, so that only a slot by itself can be; two that are equal compute the same.
 *
 * <p>The whole-number path gives a number as its unscaled value (its {@link #scale()} is known beforehand), a date as its
 * day of the epoch, a truth value as 0 or 1; the exact path gives what KIE would.
 */
public interface Residue {
    /** The scale of one that has no whole-number path. */
    int NONE = Integer.MIN_VALUE;

    /** What its value is. */
    Kind kind();

    /** The scale of its value on the whole-number path; {@link #NONE} where it has no such path. */
    int scale();

    /** Its value on the whole-number path; {@link Inexact} is thrown where that does not hold it. */
    long whole(Row row);

    /** Its value in exact decimals, dates and truth values; {@link Leave} is thrown where KIE would report an error. */
    Object exact(Row row);

    /** Its value for a row: a decimal, date, truth value or text, null only of a slot; {@link Leave} as of {@link #exact}. */
    default Object value(Row row) {
        return Outcome.value(this, row);
    }

    /** What it is computed from. */
    List<Residue> operands();

    /** The slots that it reads. */
    default Stream<Slot> slots() {
        return this instanceof Residues.Given given
                ? Stream.of(given.slot())
                : operands().stream().flatMap(Residue::slots);
    }
}
