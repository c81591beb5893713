package io.shuangsuiji.policy;

import java.util.Collections;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;

/** The rules compiled last: they are the same for nearly every edition, and take long. Thread-safe. */
final class LastRules {
    private String digest;
    private CompletableFuture<RuleBase> base;

    /** The rules of these files, compiled in the background; those of the last time where the files are the same. */
    synchronized CompletableFuture<RuleBase> of(SortedMap<String, byte[]> files) {
        var now = EditionFiles.digest(files, Collections.emptySortedMap());
        if (!now.equals(digest)) {
            digest = now;
            base = Background.start(() -> RuleBase.compile(files));
        }
        return base;
    }
}
