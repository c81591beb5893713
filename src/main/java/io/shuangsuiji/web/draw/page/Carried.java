package io.shuangsuiji.web.draw.page;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A file that a page carries within itself: nothing is kept that a later request could ask for, and saving it needs no
 * scripts.
 *
 * @param name under which it is saved
 * @param words what it is
 * @param href the file itself as an address
 * @param size in bytes
 */
record Carried(String name, String words, String href, long size) {
    static Carried of(String name, String words, String type, byte[] bytes) {
        return new Carried(
                name, words, "data:" + type + ";base64," + Base64.getEncoder().encodeToString(bytes), bytes.length);
    }

    static Carried json(String name, String words, byte[] bytes) {
        return of(name, words, "application/json", bytes);
    }

    static Carried text(String name, String words, String text) {
        return of(name, words, "text/plain;charset=UTF-8", text.getBytes(StandardCharsets.UTF_8));
    }

    /** Its size in words. */
    public String sizeInWords() {
        return size < 1024 ? size + " 字节" : (size + 512) / 1024 + " KB";
    }
}
