package io.shuangsuiji.scenario.run;

/**
 * A value that is not as expected.
 *
 * @param column the index of the cell's column; -1 where it concerns the whole row
 * @param header the column's header
 * @param expected what the cell says; empty where the input could not be taken, and {@code actual} says why
 * @param actual what came out
 */
public record Mismatch(int column, String header, String expected, String actual) {
    @Override
    public String toString() {
        return expected.isEmpty() ? actual : header + "：期望 " + expected + "，实际 " + actual;
    }
}
