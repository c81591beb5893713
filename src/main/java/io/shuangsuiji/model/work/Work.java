package io.shuangsuiji.model.work;

import io.shuangsuiji.jobs.Cancellation;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.kie.dmn.feel.lang.impl.NamedParameter;
import org.kie.dmn.feel.runtime.Range;

/**
 * The work that a thread is at for one question to FEEL, and how much of it is left. Whatever may go on for long spends of it at
 * every step; once it is used up, every further step throws, so that the engine comes to its end although it catches what
 * its formulas throw. What is nobody's wish any longer ({@link Cancellation}) stops in the same way.
 *
 * <p>The bounds are far above what policy needs: a decision of the shipped editions takes some hundred steps.
 */
public final class Work {
    /** Steps of one question: a name read is one, an item of an iteration ten, an element of a list handed to a function one. */
    public static final long MOST_STEPS = 2_000_000;

    /** How long one question may take, should a step take longer than any is known to. */
    public static final Duration LONGEST = Duration.ofSeconds(15);

    /** Characters of one value. */
    public static final int MOST_TEXT = 1_000_000;

    /** Elements of one value, those of lists within lists and of contexts counted. */
    public static final int MOST_PARTS = 100_000;

    /** The greatest power of ten, up or down, that a number may have. */
    public static final int GREATEST_EXPONENT = 1_000;

    static final int ITEM = 10;
    private static final int DEEPEST = 500;
    /** Steps between two looks at the clock. */
    private static final int LOOK = 256;

    private static final ThreadLocal<Work> CURRENT = new ThreadLocal<>();

    private final long deadline = System.nanoTime() + LONGEST.toNanos();
    private long left = MOST_STEPS;
    private long look = MOST_STEPS;
    private RuntimeException stopped;

    private Work() {}

    /**
     * One question, which is part of the work under way on this thread where there is some.
     *
     * @throws TooMuchWork where it was stopped, whatever the engine made of that
     */
    public static <T> T within(Supplier<T> question) {
        var before = CURRENT.get();
        if (before != null) {
            return question.get();
        }
        var work = new Work();
        CURRENT.set(work);
        try {
            var answer = question.get();
            work.rethrow();
            return answer;
        } catch (StackOverflowError tooDeep) {
            work.rethrow();
            throw tooDeep();
        } catch (RuntimeException failed) {
            work.rethrow();
            throw failed;
        } finally {
            CURRENT.remove();
        }
    }

    /** The engine goes one call deeper for every item of an iteration. */
    static TooMuchWork tooDeep() {
        return refused("嵌套太深，或者循环太多", "nested too deep, or too many iterations");
    }

    private void rethrow() {
        if (stopped != null) {
            throw stopped;
        }
    }

    /** Steps spent so far by the work under way on this thread. */
    public static long spent() {
        var current = CURRENT.get();
        return current == null ? 0 : MOST_STEPS - current.left;
    }

    /** Says which formula it was that was stopped; the innermost is the first to say so. */
    static void place(Guard formula) {
        var current = CURRENT.get();
        if (current != null && current.stopped instanceof TooMuchWork tooMuch) {
            tooMuch.in(formula.file(), formula.element(), formula.formula());
        }
    }

    static void spend(long steps) {
        var current = CURRENT.get();
        if (current != null) {
            current.take(steps);
        }
    }

    private void take(long steps) {
        rethrow();
        left -= steps;
        if (left < 0) {
            throw stop(new TooMuchWork(
                    "计算量太大：超过 " + MOST_STEPS + " 步，已停止",
                    "takes too much work: stopped after " + MOST_STEPS + " steps"));
        }
        if (look - left >= LOOK) {
            look = left;
            if (System.nanoTime() - deadline > 0) {
                throw stop(new TooMuchWork(
                        "算得太久：超过 " + LONGEST.toSeconds() + " 秒，已停止",
                        "takes too long: stopped after " + LONGEST.toSeconds() + " s"));
            }
            try {
                Cancellation.check();
            } catch (CancellationException nobodyWaits) {
                throw stop(nobodyWaits);
            }
        }
    }

    private RuntimeException stop(RuntimeException why) {
        stopped = why;
        return why;
    }

    static TooMuchWork refused(String chinese, String english) {
        var why = new TooMuchWork(chinese, english);
        var current = CURRENT.get();
        if (current != null) {
            current.stopped = why;
        }
        return why;
    }

    /**
     * A value that is no larger than any may be: a text, a number, a list or context with all that it holds.
     *
     * @return its size, which is spent
     */
    static long weigh(Object value) {
        var scales = new Scales();
        scales.add(value, 0);
        spend(1 + (scales.parts + scales.text) / 16);
        return scales.parts + scales.text;
    }

    private static final class Scales {
        private long parts;
        private long text;

        void add(Object value, int depth) {
            if (value instanceof CharSequence characters) {
                text += characters.length();
                if (text > MOST_TEXT) {
                    throw refused("算出的文字太长：最多 " + MOST_TEXT + " 字", "the text is too long: at most " + MOST_TEXT);
                }
            } else if (value instanceof BigDecimal number) {
                long exponent =
                        number.signum() == 0 ? -(long) number.scale() : (long) number.precision() - number.scale() - 1;
                if (Math.abs(exponent) > GREATEST_EXPONENT
                        || Math.abs((long) number.scale()) > 2L * GREATEST_EXPONENT) {
                    throw refused(
                            "算出的数太大或太小：在 10 的 " + GREATEST_EXPONENT + " 次方以外",
                            "the number is beyond ten to the power of " + GREATEST_EXPONENT);
                }
            } else if (value instanceof Collection<?> list) {
                for (var each : list) {
                    part(each, depth);
                }
            } else if (value instanceof Map<?, ?> context) {
                for (var each : context.values()) {
                    part(each, depth);
                }
            } else if (value instanceof NamedParameter named) {
                add(named.getValue(), depth);
            } else if (value instanceof Range range) {
                part(range.getLowEndPoint(), depth);
                part(range.getHighEndPoint(), depth);
            }
        }

        private void part(Object value, int depth) {
            parts++;
            if (parts > MOST_PARTS) {
                throw refused("算出的列表太大：最多 " + MOST_PARTS + " 项", "the list is too large: at most " + MOST_PARTS);
            }
            if (depth > DEEPEST) {
                throw refused("算出的值套得太深：最多 " + DEEPEST + " 层", "the value is nested too deep: at most " + DEEPEST);
            }
            add(value, depth + 1);
        }
    }
}
