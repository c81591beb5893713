package io.shuangsuiji.decision.batch;

import com.fasterxml.jackson.databind.JsonNode;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.decision.json.Json;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.text.Chunk;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Reads the lines of a batch and writes the answers, in one form. Thread-safe. */
interface LineAnswers {
    /** Lines that were already read while the header was looked for; they are answered first. */
    default Deque<Chunk> waiting() {
        return new ArrayDeque<>();
    }

    /** The bytes before the first answer, such as a header. */
    byte[] head();

    /**
     * Answers a line.
     *
     * @param identified true where the caller of this method needs the decision's input and id
     * @return null where the line was decided in a way that keeps nothing but the answer
     */
    DecidedLine answer(Chunk chunk, int line, boolean identified, ByteArrayOutputStream out);

    /** Writes why nothing is answered from a line on. */
    void stopped(long line, RuntimeException why, ByteArrayOutputStream out);

    /**
     * Failures as the JSON that callers get. After many bad lines but the first problem of each is told: whoever sends a
     * file of nothing else has seen what is wrong, and gets no answer a thousand times as large as his file.
     */
    final class Problems {
        private static final int TOLD_WHOLE = 10_000;

        private final Function<RuntimeException, Object> toProblem;
        private final AtomicInteger told = new AtomicInteger();

        Problems(Function<RuntimeException, Object> toProblem) {
            this.toProblem = toProblem;
        }

        byte[] json(RuntimeException failure) {
            return Json.bytes(toProblem.apply(told(failure)));
        }

        /** The same as a tree. */
        JsonNode tree(RuntimeException failure) {
            return Json.mapper().valueToTree(toProblem.apply(told(failure)));
        }

        private RuntimeException told(RuntimeException failure) {
            boolean whole = told.get() < TOLD_WHOLE && told.incrementAndGet() <= TOLD_WHOLE;
            return !whole && failure instanceof InvalidInput invalid ? invalid.first() : failure;
        }
    }

    /** What to say of a line that is longer than allowed. */
    static InvalidInput tooLong(int maxLine) {
        return new InvalidInput(java.util.List.of(
                new FieldProblem("", "这一行超过 " + maxLine + " 字节 / the line is longer than " + maxLine + " bytes")));
    }
}
