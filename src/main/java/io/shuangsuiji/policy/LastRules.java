package io.shuangsuiji.policy;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;

/** The rules compiled last: they are the same for nearly every edition, and take long. Thread-safe. */
final class LastRules {
    private String digest;
    private CompletableFuture<RuleBase> base;

    /** The rules of these files, compiled in the background; those of the last time, or of the build, where the files are the same. */
    synchronized CompletableFuture<RuleBase> of(SortedMap<String, byte[]> files) {
        var now = digest(files);
        if (!now.equals(digest)) {
            digest = now;
            base = Background.start(() -> CompiledRules.of(now)
                    .map(compiled -> new RuleBase(compiled, List.of()))
                    .orElseGet(() -> RuleBase.compile(files)));
        }
        return base;
    }

    static String digest(SortedMap<String, byte[]> files) {
        return EditionFiles.digest(files, Collections.emptySortedMap());
    }
}
