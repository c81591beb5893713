package io.shuangsuiji.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.shuangsuiji.sheets.Source;

/**
 * Whatever bytes are sent, a reader takes them or refuses them in one of the ways that it declares. Run by the profile
 * {@code fuzz}, one method at a time: docs/fuzzing.md.
 */
class ReadersFuzzTest {
    @FuzzTest(maxDuration = "10m")
    void registry(byte[] bytes) {
        Reader.REGISTRY.read(Source.of("配额.csv", bytes));
    }

    @FuzzTest(maxDuration = "10m")
    void roster(byte[] bytes) {
        Reader.ROSTER.read(Source.of("配额.csv", bytes));
    }

    @FuzzTest(maxDuration = "10m")
    void scenarios(byte[] bytes) {
        Reader.SCENARIOS.read(Source.of("配额.csv", bytes));
    }

    @FuzzTest(maxDuration = "10m")
    void tablesWorkbook(byte[] bytes) {
        Reader.TABLES_WORKBOOK.read(Source.of("配额.csv", bytes));
    }

    @FuzzTest(maxDuration = "10m")
    void workbookParts(byte[] bytes) {
        Reader.WORKBOOK_PARTS.read(Source.of("配额.csv", bytes));
    }

    @FuzzTest(maxDuration = "10m")
    void dmn(byte[] bytes) {
        Reader.DMN.read(Source.of("配额.csv", bytes));
    }

    @FuzzTest(maxDuration = "10m")
    void csvBatch(byte[] bytes) {
        Reader.CSV_BATCH.read(Source.of("配额.csv", bytes));
    }

    @FuzzTest(maxDuration = "10m")
    void ndjsonBatch(byte[] bytes) {
        Reader.NDJSON_BATCH.read(Source.of("配额.csv", bytes));
    }

    @FuzzTest(maxDuration = "10m")
    void json(byte[] bytes) {
        Reader.JSON.read(Source.of("配额.csv", bytes));
    }

    @FuzzTest(maxDuration = "10m")
    void cells(byte[] bytes) {
        Reader.CELLS.read(Source.of("配额.csv", bytes));
    }

    @FuzzTest(maxDuration = "10m")
    void notation(byte[] bytes) {
        Reader.NOTATION.read(Source.of("配额.csv", bytes));
    }
}
