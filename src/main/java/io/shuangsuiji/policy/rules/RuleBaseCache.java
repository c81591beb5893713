package io.shuangsuiji.policy.rules;

import io.shuangsuiji.policy.Background;
import io.shuangsuiji.policy.EditionFiles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;

/** The sets of rules compiled lately, by digest: most editions have the same ones, and they take long. Thread-safe. */
public final class RuleBaseCache {
    private static final int SIZE = 8;

    private final Map<String, CompletableFuture<RuleBase>> bases = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CompletableFuture<RuleBase>> eldest) {
            return size() > SIZE;
        }
    };

    /** The rules among these files; where they are not known from before or from the build, compiled in the background. */
    public synchronized CompletableFuture<RuleBase> of(SortedMap<String, byte[]> files) {
        var rules = EditionFiles.rules(files);
        return bases.computeIfAbsent(
                EditionFiles.digest(rules),
                digest -> Background.start(() -> CompiledRules.of(digest)
                        .map(compiled -> new RuleBase(compiled, List.of()))
                        .orElseGet(() -> RuleBase.compile(rules))));
    }
}
