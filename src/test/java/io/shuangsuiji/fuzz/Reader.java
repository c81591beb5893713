package io.shuangsuiji.fuzz;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.amendment.Shipped;
import io.shuangsuiji.amendment.edit.EditRefused;
import io.shuangsuiji.amendment.edit.WorkbookReader;
import io.shuangsuiji.decision.EvaluationResult;
import io.shuangsuiji.decision.batch.Batch;
import io.shuangsuiji.decision.batch.BatchStopped;
import io.shuangsuiji.decision.batch.CompiledJsonEvaluator;
import io.shuangsuiji.decision.batch.Workers;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.decision.json.MalformedJson;
import io.shuangsuiji.jobs.JobProgress;
import io.shuangsuiji.model.EditionModel;
import io.shuangsuiji.model.cell.CellText;
import io.shuangsuiji.model.cell.CellText.Role;
import io.shuangsuiji.model.cell.CellType;
import io.shuangsuiji.model.cell.CellType.Kind;
import io.shuangsuiji.model.cell.SimpleFeel;
import io.shuangsuiji.model.xml.MalformedXml;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.registry.RegistryFile;
import io.shuangsuiji.registry.Roster;
import io.shuangsuiji.scenario.result.ScenarioRun;
import io.shuangsuiji.scenario.workbook.BadWorkbook;
import io.shuangsuiji.sheets.FormulaGuard;
import io.shuangsuiji.sheets.Limits;
import io.shuangsuiji.sheets.Notation;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.UnreadableFile;
import io.shuangsuiji.sheets.file.EditableWorkbook;
import io.shuangsuiji.sheets.file.FileFormat;
import io.shuangsuiji.sheets.text.CsvText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Everything that reads what somebody sends, from the bytes to the last of what is made of them. */
public enum Reader {
    REGISTRY {
        @Override
        void readAll(Source source) throws IOException {
            var format = FileFormat.of(source, null);
            try (var rows = RegistryFile.of(source, format).open(edition())) {
                rows.forEachRemaining(row -> {});
                rows.report();
                rows.refuseUnlessRead();
            }
        }
    },
    ROSTER {
        @Override
        void readAll(Source source) throws IOException {
            Roster.read(source, edition());
        }
    },
    SCENARIOS {
        @Override
        void readAll(Source source) throws IOException {
            ScenarioRun.of(
                            edition(),
                            List.of(new ScenarioRun.Given(source.name(), bytes(source))),
                            false,
                            JobProgress.NONE)
                    .workbooks();
        }
    },
    TABLES_WORKBOOK {
        @Override
        void readAll(Source source) throws IOException, EditRefused {
            WorkbookReader.read(Base.TABLES, bytes(source));
        }
    },
    EDITABLE_WORKBOOK {
        @Override
        void readAll(Source source) throws IOException {
            EditableWorkbook.open(source, Limits.SMALL).close();
        }
    },
    DMN {
        @Override
        void readAll(Source source) throws IOException, MalformedXml {
            var files = new TreeMap<>(Shipped.files());
            files.put("quota.dmn", bytes(source));
            EditionModel.read(files);
        }
    },
    CSV_BATCH {
        @Override
        void readAll(Source source) throws IOException {
            batch(source, FileFormat.CSV, "classification");
        }
    },
    NDJSON_BATCH {
        @Override
        void readAll(Source source) throws IOException {
            batch(source, FileFormat.NDJSON, "classification");
        }
    },
    JSON {
        @Override
        void readAll(Source source) throws IOException {
            var model = edition().model("quota").orElseThrow();
            var decided = EvaluationResult.of(edition(), model, bytes(source));
            if (decided.failure() != null) {
                throw decided.failure();
            }
        }
    },
    /** One part of a workbook, packed so that its checksum is right: a mutated archive seldom gets so far. */
    WORKBOOK_PARTS {
        @Override
        void readAll(Source source) throws IOException {
            var workbook = Parts.workbook(bytes(source));
            REGISTRY.read(workbook);
            EDITABLE_WORKBOOK.read(workbook);
        }
    },
    /** The text of a table's cell, as FEEL and in staff notation. */
    CELLS {
        @Override
        void readAll(Source source) throws IOException {
            var text = text(source);
            SimpleFeel.tests(text).map(SimpleFeel::write);
            SimpleFeel.constant(text).map(SimpleFeel::write);
            for (var type : Cells.TYPES) {
                for (var role : Role.values()) {
                    CellText.read(role, type, text);
                    CellText.show(role, type, text);
                }
            }
        }
    },
    /** The text of a cell of any table. */
    NOTATION {
        @Override
        void readAll(Source source) throws IOException {
            var text = text(source);
            Notation.readings(Notation.tidy(text)).forEach(reading -> {
                Notation.number(reading.text());
                Notation.date(reading.text());
                Notation.dateTime(reading.text());
                Notation.time(reading.text());
                Notation.duration(reading.text());
                Notation.truth(reading.text());
            });
            if (!FormulaGuard.original(FormulaGuard.guarded(text)).equals(text)) {
                throw new AssertionError("does not read as it was");
            }
            CsvText.row(text, CsvText.separator(text));
        }
    };

    private static final class Cells {
        private static final CellType NUMBER = CellType.of("number", Kind.NUMBER);
        private static final List<CellType> TYPES = List.of(
                CellType.PLAIN,
                CellType.of("监管类别", Kind.TEXT).allowing(List.of("重点", "一般", "特殊"), true),
                NUMBER,
                NUMBER.within("[0..1]", true),
                NUMBER.listOf(),
                CellType.of("boolean", Kind.BOOLEAN),
                CellType.of("date", Kind.DATE),
                CellType.of("years and months duration", Kind.DURATION),
                CellType.of("Any", Kind.OTHER));
    }

    private static final class Parts {
        /** The parts of a workbook of which one is what is tried. */
        private static final List<String> PARTS = List.of(
                "xl/worksheets/sheet1.xml",
                "xl/sharedStrings.xml",
                "xl/styles.xml",
                "xl/workbook.xml",
                "xl/_rels/workbook.xml.rels",
                "_rels/.rels",
                "[Content_Types].xml",
                "docProps/core.xml");

        private static final Map<String, byte[]> WHOLE = whole();

        private static Map<String, byte[]> whole() {
            var parts = new LinkedHashMap<String, byte[]>();
            try (var zip = new ZipInputStream(
                    Files.newInputStream(Path.of("src/test/resources/cases/registry/09-filtered-rows.xlsx")))) {
                for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    parts.put(entry.getName(), zip.readAllBytes());
                }
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
            return parts;
        }

        /** A workbook one of whose parts, told by the first byte, is given; its archive is whole. */
        private static Source workbook(byte[] part) {
            var parts = new LinkedHashMap<>(WHOLE);
            if (part.length > 0) {
                parts.put(PARTS.get((part[0] & 0xFF) % PARTS.size()), Arrays.copyOfRange(part, 1, part.length));
            }
            var bytes = new ByteArrayOutputStream();
            try (var zip = new ZipOutputStream(bytes)) {
                for (var each : parts.entrySet()) {
                    zip.putNextEntry(new ZipEntry(each.getKey()));
                    zip.write(each.getValue());
                }
            } catch (IOException inMemory) {
                throw new UncheckedIOException(inMemory);
            }
            return Source.of("名录.xlsx", bytes.toByteArray());
        }
    }

    private static final class Base {
        private static final Edition EDITION = CompiledJsonEvaluator.accelerate(TestEditions.shipped());
        private static final EditionModel TABLES = Shipped.tables();
        private static final Workers WORKERS = new Workers(1);
        private static final Batch.Limits LIMITS = new Batch.Limits(1 << 20, 64 << 20, Duration.ofMinutes(5));
    }

    abstract void readAll(Source source) throws IOException, EditRefused, MalformedXml;

    /** Reads; true where it was taken, false where it was refused in one of the declared ways. */
    public boolean read(Source source) {
        try {
            readAll(source);
            return true;
        } catch (UnreadableFile
                | BadWorkbook
                | EditRefused
                | MalformedXml
                | InvalidInput
                | MalformedJson
                | BatchStopped refused) {
            if (refused.getMessage() == null || refused.getMessage().isBlank()) {
                throw new AssertionError("refused without a word", refused);
            }
            return false;
        } catch (IOException ofTheDisk) {
            throw new AssertionError("there is no disk that could fail", ofTheDisk);
        }
    }

    static Edition edition() {
        return Base.EDITION;
    }

    private static byte[] bytes(Source source) throws IOException {
        try (var in = source.open()) {
            return in.readAllBytes();
        }
    }

    private static void batch(Source source, FileFormat format, String model) throws IOException {
        var request = new Batch.Request(
                edition(),
                edition().model(model).orElseThrow(),
                format,
                false,
                null,
                Map.of("taskType", "日常", "evaluationDate", "2024-03-20"),
                null);
        try (var in = source.open()) {
            Batch.open(request, Base.LIMITS, in, failure -> Map.of("detail", said(failure)), Batch.Recorder.NONE)
                    .run(OutputStream.nullOutputStream(), Base.WORKERS, counts -> {});
        }
    }

    private static String said(RuntimeException failure) {
        boolean declared = failure instanceof InvalidInput
                || failure instanceof MalformedJson
                || failure instanceof BatchStopped
                || failure instanceof io.shuangsuiji.decision.NoMatchingRule;
        if (!declared) {
            throw new AssertionError("a line failed otherwise than by a declared refusal", failure);
        }
        return failure.getMessage();
    }

    private static String text(Source source) throws IOException {
        return new String(bytes(source), StandardCharsets.UTF_8);
    }

    /** What was kept to be tried on it. */
    static List<Path> corpus(Reader reader) throws IOException {
        try (var files =
                Files.list(Path.of("src/test/resources/io/shuangsuiji/fuzz/ReadersFuzzTestInputs", reader.method()))) {
            return files.sorted().toList();
        }
    }

    /** What its fuzz test is called. */
    String method() {
        var words = name().toLowerCase(Locale.ROOT).split("_");
        return words[0]
                + (words.length == 1 ? "" : words[1].substring(0, 1).toUpperCase(Locale.ROOT) + words[1].substring(1));
    }

    /** A text as a file. */
    public static Source source(String name, String text) {
        return Source.of(name, text.getBytes(StandardCharsets.UTF_8));
    }
}
