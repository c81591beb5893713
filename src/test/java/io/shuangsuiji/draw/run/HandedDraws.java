package io.shuangsuiji.draw.run;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.draw.Draws;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.sheets.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is handed in for a draw of the sample, to be spoiled; changes itself. */
public final class HandedDraws {
    public static final LocalDate DRAWN = LocalDate.of(2023, 12, 28);
    public static final Function<LocalDate, Edition> IN_FORCE = day -> TestEditions.served();

    private static DrawRun.Committed committed;

    private final Map<String, List<String>> texts = new LinkedHashMap<>();
    private final Map<String, List<Source>> files = new LinkedHashMap<>();

    /** For a review. */
    public static HandedDraws review() {
        return new HandedDraws()
                .text("period", "2024Q1")
                .text("officers", "36")
                .text("participatingOfficers", "12")
                .file(Handed.REGISTRY, String.join("\n", Draws.lines()))
                .file(Handed.ROSTER, roster())
                .file(Handed.HISTORY, history());
    }

    /** For a commitment. */
    public static HandedDraws commit() {
        return review().text(Handed.SECRET, Draws.SECRET).text(Handed.RANDOMNESS, "双色球@2023-12-26", "超级大乐透@2023-12-27");
    }

    /** For the draw that is committed to by those. */
    public static HandedDraws draw() {
        return new HandedDraws()
                .file(Handed.REGISTRY, String.join("\n", Draws.lines()))
                .file(Handed.ROSTER, roster())
                .file(Handed.HISTORY, history())
                .file(Handed.COMMITMENT, commitment())
                .text(Handed.SECRET, Draws.SECRET)
                .text(Handed.RANDOMNESS, Draws.RESULTS.toArray(String[]::new));
    }

    /** The commitment of the sample, as it is published. */
    public static String commitment() {
        return new String(committed().commitment().bytes(), StandardCharsets.UTF_8);
    }

    private static synchronized DrawRun.Committed committed() {
        if (committed == null) {
            try {
                committed = HandedDraw.commit(commit().handed(), IN_FORCE, Draws.TODAY);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
        return committed;
    }

    /** The roster as a file. */
    public static String roster() {
        return "人员编号,姓名,执法队,参与执法检查,执法证号,执法证有效期起,执法证有效期止\n"
                + Draws.roster().stream()
                        .map(each -> String.join(
                                ",",
                                each.id(),
                                each.name(),
                                each.team(),
                                "是",
                                each.licence(),
                                each.licenceFrom().toString(),
                                each.licenceUntil().toString()))
                        .collect(Collectors.joining("\n"));
    }

    /** What was drawn earlier in the year, as a file. */
    public static String history() {
        return "检查对象编号,所属时段,检查人员编号\nNS-PW-000002,2023Q4,NS-ZF-001、NS-ZF-002\nNS-PW-000003,2023Q4,\n";
    }

    public HandedDraws text(String name, String... values) {
        texts.put(name, List.of(values));
        return this;
    }

    public HandedDraws file(String name, String content) {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    public HandedDraws file(String name, byte[] content) {
        var json = name.equals(Handed.COMMITMENT) || content.length > 0 && content[0] == '{';
        files.put(name, List.of(Source.of(name + (json ? ".json" : ".csv"), content)));
        return this;
    }

    public HandedDraws without(String name) {
        texts.remove(name);
        files.remove(name);
        return this;
    }

    public HandedDraws twice(String name) {
        files.put(name, List.of(files.get(name).get(0), files.get(name).get(0)));
        return this;
    }

    public Handed handed() {
        return new Handed(new LinkedHashMap<>(texts), new LinkedHashMap<>(files));
    }

    /** The lines of a text with a header, as they may be shuffled. */
    static List<String> lines(String text) {
        return new ArrayList<>(text.lines().toList());
    }
}
