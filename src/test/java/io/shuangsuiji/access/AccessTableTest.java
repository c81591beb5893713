package io.shuangsuiji.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.shuangsuiji.access.AccessTable.Row;
import io.shuangsuiji.access.AccessTable.Who;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AccessTableTest {
    private static final AccessTable TABLE = AccessTable.shipped();

    @Test
    void shouldSayToPeopleWhatItHolds() throws IOException {
        var told = Files.readAllLines(Path.of("docs", "access.md")).stream()
                .filter(line -> line.matches("\\| `(GET|POST|PUT|PATCH|DELETE) /.*"))
                .toList();
        assertThat(told).containsExactlyElementsOf(TABLE.rows().stream()
                .map(AccessTableTest::line)
                .toList());
    }

    private static String line(Row row) {
        var cells = Stream.of(Set.<String>of(), Set.of(User.VIEWER), Set.of(User.EDITOR), Set.of(User.APPROVER))
                .map(roles -> row.allows(roles) ? "✓" : "–")
                .collect(Collectors.joining(" | "));
        var nobody =
                switch (row.who()) {
                    case PUBLIC -> "✓";
                    case OPEN -> "✓ or key";
                    case SIGNED_IN, ROLE -> "–";
                };
        return "| `" + row.method() + " " + row.path() + "` | " + nobody + " | " + cells + " |";
    }

    @Test
    void shouldFindTheRowOfACall() {
        assertThat(TABLE.row("POST", "/drafts/2026-01-a/impact").orElseThrow().roles())
                .containsExactlyInAnyOrder(User.EDITOR, User.APPROVER);
        assertThat(TABLE.row("POST", "/drafts/withdraw/").orElseThrow().roles()).containsExactly(User.APPROVER);
        assertThat(TABLE.row("HEAD", "/decisions/quota").orElseThrow().who()).isEqualTo(Who.OPEN);
        assertThat(TABLE.row("GET", "/registry-templateXxlsx")).isEmpty();
        assertThat(TABLE.row("POST", "/drafts/a/b/impact")).isEmpty();
        assertThat(TABLE.row("DELETE", "/editions/2024-01-01")).isEmpty();
    }

    @Test
    void shouldRefuseWhatItDoesNotUnderstand() {
        assertThatIllegalArgumentException().isThrownBy(() -> new AccessTable("GET /x editr"));
        assertThatIllegalArgumentException().isThrownBy(() -> new AccessTable("GET /x"));
    }
}
