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
import io.shuangsuiji.model.xml.MalformedXml;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.registry.RegistryFile;
import io.shuangsuiji.registry.Roster;
import io.shuangsuiji.scenario.result.ScenarioRun;
import io.shuangsuiji.scenario.workbook.BadWorkbook;
import io.shuangsuiji.sheets.Limits;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.UnreadableFile;
import io.shuangsuiji.sheets.file.EditableWorkbook;
import io.shuangsuiji.sheets.file.FileFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

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
            ScenarioRun.of(edition(), source.name(), bytes(source), false, JobProgress.NONE)
                    .workbook();
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
    };

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

    /** A text as a file. */
    public static Source source(String name, String text) {
        return Source.of(name, text.getBytes(StandardCharsets.UTF_8));
    }
}
