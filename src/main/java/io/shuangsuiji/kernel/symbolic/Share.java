package io.shuangsuiji.kernel.symbolic;

import io.shuangsuiji.kernel.symbolic.SymbolicValues.Arithmetic;
import io.shuangsuiji.kernel.symbolic.SymbolicValues.Fixed;
import io.shuangsuiji.kernel.symbolic.SymbolicValues.Given;
import io.shuangsuiji.kernel.symbolic.SymbolicValues.Operation;
import io.shuangsuiji.kernel.symbolic.SymbolicValues.Rounded;
import io.shuangsuiji.policy.ValueType.Kind;
import java.math.RoundingMode;
import java.util.List;

/** A share of a count, rounded to a whole number ({@code ceiling(0.125 * population)}), in one step. */
record Share(Rounded same, int slot, long factor, long unit) implements SymbolicValue {
    private static final int ROOM = 1 << 30;

    /** The value, or where it is such a share the quicker residue for it. */
    static Object quick(Object value) {
        return value instanceof Rounded rounded
                        && rounded.mode() == RoundingMode.CEILING
                        && rounded.scale() == 0
                        && rounded.of() instanceof Arithmetic product
                        && product.operation() == Operation.MULTIPLY
                        && product.scale() != NONE
                        && product.left() instanceof Fixed rate
                        && product.right() instanceof Given count
                        && rate.whole() > 0
                        && rate.whole() < ROOM
                ? new Share(rounded, count.slot().index(), rate.whole(), SymbolicValues.TENS[product.scale()])
                : value;
    }

    @Override
    public Kind kind() {
        return Kind.NUMBER;
    }

    @Override
    public int scale() {
        return 0;
    }

    @Override
    public long whole(InputVector row) {
        long count = row.values[slot];
        // then neither the product nor the sum overflows; negative numbers are excluded because division would round
        // them up
        return count >= 0 && count < ROOM ? (factor * count + unit - 1) / unit : same.whole(row);
    }

    @Override
    public Object exact(InputVector row) {
        return same.exact(row);
    }

    @Override
    public List<SymbolicValue> operands() {
        return List.of(same);
    }
}
