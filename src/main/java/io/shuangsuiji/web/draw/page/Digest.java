package io.shuangsuiji.web.draw.page;

import java.util.ArrayList;
import java.util.List;

/** A digest as people compare it: in groups that can be read aloud. */
record Digest(String hex) {
    private static final int GROUP = 4;

    /** Groups of four digits; the last may be shorter. */
    public List<String> groups() {
        var groups = new ArrayList<String>();
        for (int at = 0; at < hex.length(); at += GROUP) {
            groups.add(hex.substring(at, Math.min(hex.length(), at + GROUP)));
        }
        return groups;
    }

    /** The same for a telephone to read. */
    public Qr qr() {
        return Qr.of(hex);
    }
}
