package io.shuangsuiji.sheets;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.sheets.file.SheetFile;
import io.shuangsuiji.sheets.text.CsvText;
import io.shuangsuiji.sheets.writer.WorkbookWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody sent is given back as text, never as a formula, and reads as it was. */
class FormulaGuardTest {
    private static final List<String> FORMULAS = List.of(
            "=1+1",
            "=cmd|' /C calc'!A0",
            "+cmd|' /C calc'!A0",
            "-2+3",
            "-",
            "@SUM(1+1)",
            "＝1+1",
            "＋1+cmd",
            "－1+cmd",
            "＠SUM(1)",
            "\t=1+1",
            "\r=1+1",
            "\n=1",
            "\t甲",
            "\uFEFF=1+1",
            "\u200B=1+1",
            "\u200E\uFEFF @x",
            " =1+1",
            "\u3000＝1",
            "'=1+1",
            "''=1+1",
            "﹦1",
            "\uDB40\uDC20=1",
            "-1+1",
            "+86x");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "甲",
                "a=b",
                "-5",
                "+3",
                "-0.5",
                "-12.5%",
                "-1,234.50",
                "+1.5e3",
                "－5",
                "-.5",
                "-",
                "--",
                "",
                " ",
                "'甲",
                "'",
                "'-5",
                "5-3",
                "（=1）",
                "2024-01-01",
                "—"
            })
    void shouldLeaveNumbersAndPlainTextsAsTheyAre(String text) {
        assertThat(FormulaGuard.guarded(text)).isEqualTo(text);
        assertThat(FormulaGuard.original(text)).isEqualTo(text);
    }

    @Test
    void shouldPutAnApostropheBeforeAFormula() {
        FORMULAS.stream().filter(text -> !text.equals("-")).forEach(text -> {
            assertThat(FormulaGuard.guarded(text)).isEqualTo("'" + text);
            assertThat(FormulaGuard.original("'" + text)).isEqualTo(text);
        });
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "=", "+", "-", "@", "＝", "＠", "'", "\t", "\r", "\n", " ", "\uFEFF", "\u200B", "1", "5.5", "甲",
                        "\"", ",", "%")
                .list()
                .ofMaxSize(6)
                .map(parts -> String.join("", parts));
    }

    @Property
    void shouldReadWhatWasWritten(@ForAll("texts") String text, @ForAll("texts") String other) {
        var row = new StringBuilder();
        CsvText.append(row, text, ',');
        row.append(',');
        CsvText.append(row, other, ',');
        var read = CsvText.row(row.toString(), ',');
        assertThat(read.fault()).isNull();
        assertThat(read.texts()).containsExactly(text, other);
        assertThat(FormulaGuard.isFormula(FormulaGuard.guarded(text))).isFalse();
    }

    @Test
    void shouldKeepTextsOfAWorkbookTextsWhenTheyAreEdited() throws IOException {
        byte[] bytes;
        try (var writer = new WorkbookWriter()) {
            var sheet = writer.sheet("甲");
            FORMULAS.forEach(text -> sheet.row(text, -5, text + text));
            bytes = writer.bytes();
        }
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(bytes))) {
            for (var row : workbook.getSheetAt(0)) {
                var cell = row.getCell(0);
                assertThat(cell.getCellType()).isEqualTo(CellType.STRING);
                assertThat(cell.getCellStyle().getQuotePrefixed())
                        .isEqualTo(FormulaGuard.isFormula(cell.getStringCellValue()));
                assertThat(row.getCell(1).getCellType()).isEqualTo(CellType.NUMERIC);
            }
        }
        try (var file = SheetFile.open(Source.of("甲.xlsx", bytes), Limits.SMALL);
                var rows = file.sheets().get(0).rows()) {
            for (var text : FORMULAS) {
                assertThat(rows.next().text(0)).isEqualTo(text);
            }
        }
    }
}
