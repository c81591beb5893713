package io.shuangsuiji.web.draw.page;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.draw.Draws;
import io.shuangsuiji.draw.run.DrawRun;
import io.shuangsuiji.draw.run.Handed;
import io.shuangsuiji.draw.run.HandedDraw;
import io.shuangsuiji.sheets.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What the tests of the pages draw: the sample, and a commitment to it. */
public final class Rehearsal {
    private Rehearsal() {}

    /** Committed to long ago, so that its randomness is known by now. */
    public static DrawRun.Committed committed() throws IOException {
        var handed = new Handed(
                Map.of(
                        "period", List.of("2024Q1"),
                        "officers", List.of("36"),
                        "participatingOfficers", List.of("12"),
                        "secret", List.of(Draws.SECRET),
                        "randomness", List.of("双色球@2023-12-26", "超级大乐透@2023-12-27")),
                Map.of(
                        "registry", List.of(Source.of("registry.csv", registry())),
                        "roster", List.of(Source.of(Path.of("samples/staffing.csv")))));
        return HandedDraw.commit(handed, day -> TestEditions.shipped(), Draws.TODAY);
    }

    /** The sample without the rows that repeat an id. */
    public static byte[] registry() {
        return String.join("\n", Draws.lines()).getBytes(StandardCharsets.UTF_8);
    }
}
