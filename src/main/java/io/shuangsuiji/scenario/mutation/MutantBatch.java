package io.shuangsuiji.scenario.mutation;

import io.shuangsuiji.scenario.mutation.MutationRun.Check;
import io.shuangsuiji.scenario.mutation.MutationRun.Suspect;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Mutants that are compiled together, since compiling takes most of the time. They change different rows of one table
 * and touch no scenario in common; so every scenario sees at most one of them, as if it had been made alone.
 */
final class MutantBatch {
    private final List<Suspect> suspects = new ArrayList<>();
    private final Set<Integer> rows = new HashSet<>();
    private final Set<Check> touched = Collections.newSetFromMap(new IdentityHashMap<>());

    List<Suspect> suspects() {
        return suspects;
    }

    static List<MutantBatch> pack(List<Suspect> suspects) {
        var batches = new ArrayList<MutantBatch>();
        var byTable = new HashMap<String, List<MutantBatch>>();
        for (var suspect : suspects) {
            var mutant = suspect.made().mutant();
            // outside the rows, a change may reach every scenario by every way
            var open = mutant.row() == 0
                    ? new ArrayList<MutantBatch>()
                    : byTable.computeIfAbsent(mutant.file() + "/" + mutant.table(), table -> new ArrayList<>());
            var batch = open.stream()
                    .filter(some -> some.takes(suspect))
                    .findFirst()
                    .orElseGet(() -> {
                        var fresh = new MutantBatch();
                        open.add(fresh);
                        batches.add(fresh);
                        return fresh;
                    });
            batch.suspects.add(suspect);
            batch.rows.add(mutant.row());
            batch.touched.addAll(suspect.affected());
        }
        return batches;
    }

    private boolean takes(Suspect suspect) {
        return !rows.contains(suspect.made().mutant().row())
                && suspects.stream().noneMatch(other -> other.made().overlaps(suspect.made()))
                && suspect.affected().stream().noneMatch(touched::contains);
    }
}
