package io.shuangsuiji.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;

/**
 * Answers lines of JSON from bytes to bytes, without what lies between, and leaves what it does not know to the general
 * way. Thread-safe.
 */
public interface LineEngine {
    /** Leaves every line to the general way. */
    LineEngine NONE = new LineEngine() {
        @Override
        public boolean outputs(byte[] json, int from, int to, ByteArrayOutputStream out) {
            return false;
        }

        @Override
        public boolean outputs(JsonNode input, ByteArrayOutputStream out) {
            return false;
        }
    };

    /**
     * Writes the outputs of the model as one JSON object without a line end, exactly as the general way does; or writes
     * nothing and returns false, above all where something is wrong with the input: the general way tells what.
     *
     * @param json bytes of which those from {@code from} to before {@code to} are the line, without its end
     */
    boolean outputs(byte[] json, int from, int to, ByteArrayOutputStream out);

    /** The same for an input that has been parsed, for those who need it for more than the answer. */
    boolean outputs(JsonNode input, ByteArrayOutputStream out);
}
