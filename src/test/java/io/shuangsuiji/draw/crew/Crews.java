package io.shuangsuiji.draw.crew;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.draw.lot.HashAlgorithm;
import io.shuangsuiji.draw.lot.Lottery;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.registry.History;
import io.shuangsuiji.registry.Inspector;
import io.shuangsuiji.registry.RegistryObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Drawn objects and rosters for tests. */
final class Crews {
    static final String ONE = "执法科一队";
    static final String TWO = "执法科二队";
    static final String KEY = "重点排污单位";

    private Crews() {}

    static DrawnTask drawn(int place, String id, String creditCode, String team) {
        return drawn(KEY, place, id, creditCode, team, "排污单位");
    }

    static DrawnTask drawn(String stratum, int place, String id, String creditCode, String team, String type) {
        var facts = new HashMap<String, Object>();
        TestEditions.served()
                .model("classification")
                .orElseThrow()
                .input("object")
                .orElseThrow()
                .type()
                .fields()
                .forEach(field -> facts.put(field.name(), null));
        facts.put("objectType", type);
        return new DrawnTask(
                stratum, place, new RegistryObject(null, place, id, "单位" + id, team, creditCode, facts), "重点");
    }

    /** Objects of one team, each an enterprise of its own. */
    static List<DrawnTask> objects(int many, String team) {
        return IntStream.rangeClosed(1, many)
                .mapToObj(i -> drawn(i, "W" + i, null, team))
                .toList();
    }

    static Inspector inspector(String id, String team) {
        return with(id, team, LocalDate.of(2026, 1, 1), List.of());
    }

    static Inspector with(String id, String team, LocalDate until, List<String> recusals) {
        return new Inspector(
                id, "姓名" + id, team, true, "ZF" + id, LocalDate.of(2020, 1, 1), until, recusals, List.of(), List.of());
    }

    static List<Inspector> inspectors(int many, String team) {
        return IntStream.rangeClosed(1, many)
                .mapToObj(i -> inspector("A" + i, team))
                .toList();
    }

    static Tasks assign(List<DrawnTask> tasks, List<Inspector> inspectors) {
        return assign(TestEditions.served(), tasks, inspectors, History.NONE);
    }

    static Tasks assign(Edition edition, List<DrawnTask> tasks, List<Inspector> inspectors, History history) {
        return Crew.assign(edition, occasion(edition, 1), lottery(), tasks, List.of(), inspectors, history);
    }

    static Occasion occasion(Edition edition, int sequence) {
        return new Occasion(
                HashAlgorithm.SHA_256,
                "c".repeat(64),
                TestEditions.request(edition, "2024Q1", 36, 12, "2024-01-01"),
                sequence,
                List.of());
    }

    static Lottery lottery() {
        return new Lottery(HashAlgorithm.SHA_256, "秘密".getBytes(StandardCharsets.UTF_8), List.of("03 08 14"));
    }

    /** The shipped edition with a change. */
    static Edition edition(Path folder, Consumer<Path> change) {
        change.accept(TestEditions.copyTo(folder, "2024-01-01"));
        var catalog = TestEditions.load(folder);
        return catalog.inForceOn(LocalDate.of(2024, 1, 1)).orElseThrow(() -> new AssertionError(catalog.toString()));
    }
}
