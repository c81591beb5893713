package io.shuangsuiji.samples;

import java.util.List;
import java.util.stream.IntStream;

/** One synthetic inspector. Only those who take part in inspections are counted as 参与执法检查人员. */
public record SampleInspector(String id, String name, String team, boolean participates) {
    /** 执法人员数量 of the sample. */
    public static final int OFFICERS = 36;

    /** The roster as a table with Chinese headers. */
    public static final SampleTable<SampleInspector> TABLE = new SampleTable<>(
            "执法人员",
            List.of(
                    new SampleTable.Column<>("人员编号", 12, SampleInspector::id),
                    new SampleTable.Column<>("姓名", 10, SampleInspector::name),
                    new SampleTable.Column<>("执法队", 14, SampleInspector::team),
                    new SampleTable.Column<>("参与执法检查", 14, person -> SampleTable.yesNo(person.participates()))));

    /** The roster: equal teams, and in each every third officer takes part in inspections. */
    public static List<SampleInspector> roster() {
        var names = new SampleNames(SampleRegistry.SEED);
        int perTeam = OFFICERS / SampleMixes.TEAMS.size();
        return IntStream.range(0, OFFICERS)
                .mapToObj(i -> new SampleInspector(
                        "NS-ZF-%03d".formatted(i + 1), names.person(i), SampleMixes.TEAMS.get(i / perTeam), i % 3 == 0))
                .toList();
    }
}
