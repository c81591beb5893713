package io.shuangsuiji.draw.verify;

import java.util.List;

/**
 * What is given to be verified: bytes as they were published, of which any may be left out but not all.
 *
 * @param draw {@code draw.json}, or null
 * @param commitment {@code commitment.json}, or null
 * @param tasks {@code tasks.json}, or null
 * @param receipts {@code receipt-….json}
 * @param predecessors earlier commitments or draws of the same bureau, in any order
 */
public record Published(byte[] draw, byte[] commitment, byte[] tasks, List<File> receipts, List<File> predecessors) {
    /** A file. */
    public record File(String name, byte[] bytes) {}

    /** A draw alone. */
    public static Published draw(byte[] draw) {
        return new Published(draw, null, null, List.of(), List.of());
    }

    /** True where there is nothing to look at. */
    public boolean isEmpty() {
        return draw == null && commitment == null && receipts.isEmpty();
    }
}
