package io.shuangsuiji.draw.crew;

import static io.shuangsuiji.draw.crew.Crews.ONE;
import static io.shuangsuiji.draw.crew.Crews.TWO;
import static io.shuangsuiji.draw.crew.Crews.assign;
import static io.shuangsuiji.draw.crew.Crews.drawn;
import static io.shuangsuiji.draw.crew.Crews.inspectors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.decision.json.Json;
import io.shuangsuiji.progress.Ledger;
import io.shuangsuiji.progress.Task;
import io.shuangsuiji.registry.ReadReport;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.file.FileFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

class TaskListTest {
    private static final LocalDate DRAWN_ON = LocalDate.of(2023, 12, 27);
    private static final Tasks TASKS = assign(
            List.of(
                    drawn(1, "W1", "91X", ONE),
                    drawn(2, "=W2", null, ONE),
                    drawn("一般建设项目", 7, "P1", "91X", TWO, "建设项目")),
            inspectors(4, ONE));
    private static final TaskList LIST = new TaskList(TestEditions.served(), TASKS, DRAWN_ON);

    @Test
    void shouldFillInWhatIsKnownAndLeaveTheRestOpen() {
        var rows = LIST.rows();
        assertThat(rows).hasSize(3);
        assertThat(rows)
                .filteredOn(row -> "P1".equals(row.get("objectId")))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row)
                            .containsEntry("taskId", "2024Q1-一般建设项目-007")
                            .containsEntry("creditCode", "91X")
                            .containsEntry("team", ONE)
                            .containsEntry("drawnOn", "2023-12-27")
                            .containsEntry("scannedAt", null)
                            .containsEntry("problemFound", null);
                    assertThat((String) row.get("officers")).matches("姓名A\\d、姓名A\\d");
                });
        var keys = rows.stream().map(row -> row.get("creditCode")).toList();
        // the tasks of an enterprise stand together
        assertThat(keys).isIn(java.util.Arrays.asList("91X", "91X", null), java.util.Arrays.asList(null, "91X", "91X"));
    }

    @Test
    void shouldWriteTheSameAsTextAsWorkbookAndAsJson() throws IOException {
        var lines = new String(LIST.csv(), StandardCharsets.UTF_8)
                .substring(1)
                .lines()
                .toList();
        var headers = LIST.headers();
        assertThat(lines.get(0)).isEqualTo(String.join(",", headers));
        assertThat(headers).doesNotHaveDuplicates().contains("检查人员编号");
        assertThat(headers.subList(headers.size() - 2, headers.size()))
                .allMatch(header -> header.contains("公示平台") || header.contains("官网"));
        assertThat(lines).hasSize(4).anyMatch(line -> line.contains("'=W2"));
        var out = new ByteArrayOutputStream();
        LIST.xlsx(out, "任务清单");
        try (var book = new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
            var sheet = book.getSheet("任务清单");
            for (int i = 0; i < headers.size(); i++) {
                assertThat(sheet.getRow(0).getCell(i).getStringCellValue()).isEqualTo(headers.get(i));
            }
            assertThat(sheet.getLastRowNum()).isEqualTo(3);
            assertThat(sheet.getRow(1)
                            .getCell(10 + 1)
                            .getLocalDateTimeCellValue()
                            .toLocalDate())
                    .isEqualTo(DRAWN_ON);
        }
        var json = Json.read(LIST.json());
        assertThat(json).hasSize(3);
        assertThat(json.findValuesAsText("taskId").stream().collect(Collectors.toSet()))
                .isEqualTo(LIST.rows().stream().map(row -> row.get("taskId")).collect(Collectors.toSet()))
                .isInstanceOf(Set.class);
    }

    @Test
    void shouldLeaveTheDayOpenWhereItIsNotKnown() {
        assertThat(new TaskList(TestEditions.served(), TASKS, null).rows())
                .allSatisfy(row -> assertThat(row).containsEntry("drawnOn", null));
    }

    /** A ledger is begun with it: what it fills in is read back, what it leaves open is open, and no column is passed over. */
    @Test
    void shouldBeALedgerThatHasBegun() throws IOException {
        var edition = TestEditions.served();
        var file = Source.of("任务清单.csv", LIST.csv());
        var ledger = Ledger.read(file, FileFormat.of(file, null), edition);
        assertThat(ledger.rejectedRows()).isZero();
        assertThat(ledger.tasks())
                .extracting(Task::taskId, Task::period, Task::stratum, Task::team, Task::drawnOn, Task::inspectedOn)
                .containsExactlyInAnyOrderElementsOf(LIST.rows().stream()
                        .map(row ->
                                tuple(row.get("taskId"), "2024Q1", row.get("stratum"), row.get("team"), DRAWN_ON, null))
                        .toList());
        assertThat(ledger.read().columns().stream()
                        .filter(column -> column.use() == ReadReport.Use.UNUSED)
                        .map(column -> column.header()))
                .containsExactly("检查人员编号");
    }
}
