package io.shuangsuiji.decision;

import com.fasterxml.jackson.databind.JsonNode;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.text.Chunk;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;

/** Reads the lines of a batch and writes the answers, in one form. Thread-safe. */
interface LineAnswers {
    /** Lines that were read to begin with and are to be answered before any other. */
    default Deque<Chunk> waiting() {
        return new ArrayDeque<>();
    }

    /** What comes before the first answer. */
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

    /** How a failure is told to callers. */
    record Problems(Function<RuntimeException, Object> toProblem) {
        byte[] json(RuntimeException failure) {
            return Json.bytes(toProblem.apply(failure));
        }

        /** As a tree. */
        JsonNode tree(RuntimeException failure) {
            return Json.mapper().valueToTree(toProblem.apply(failure));
        }
    }

    /** What to say of a line that is longer than allowed. */
    static InvalidInput tooLong(int maxLine) {
        return new InvalidInput(java.util.List.of(
                new FieldProblem("", "这一行超过 " + maxLine + " 字节 / the line is longer than " + maxLine + " bytes")));
    }
}
