package io.shuangsuiji.policy;

import java.io.ByteArrayOutputStream;

/**
 * Answers lines of JSON from bytes to bytes, without what lies between, exactly as the general way does; or writes nothing
 * and leaves the line to that, above all where something is wrong with the input: the general way tells what. Of the
 * bytes given, those from {@code from} to before {@code to} are the line, without its end. Thread-safe.
 */
public interface ByteEvaluator {
    /** Leaves every line to the general way. */
    ByteEvaluator NONE = new ByteEvaluator() {
        @Override
        public boolean outputs(byte[] json, int from, int to, ByteArrayOutputStream outputs) {
            return false;
        }

        @Override
        public String identified(
                byte[] json, int from, int to, ByteArrayOutputStream input, ByteArrayOutputStream outputs) {
            return null;
        }
    };

    /** Writes the outputs of the model as one JSON object without a line end; false where the line is left. */
    boolean outputs(byte[] json, int from, int to, ByteArrayOutputStream outputs);

    /**
     * The same, and what the outputs are the answer to.
     *
     * @param input is given the input again, as the general way writes it
     * @return the id of the decision; null where the line is left
     */
    String identified(byte[] json, int from, int to, ByteArrayOutputStream input, ByteArrayOutputStream outputs);
}
