package io.shuangsuiji.web.draw;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.draw.DrawInputs;
import io.shuangsuiji.draw.lot.CanonicalJson;
import io.shuangsuiji.plan.PlanRequest;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.registry.History;
import io.shuangsuiji.registry.RegistryFile;
import io.shuangsuiji.registry.Roster;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.UnreadableFile;
import io.shuangsuiji.sheets.file.FileFormat;
import io.shuangsuiji.web.Upload;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** The files of a draw as a form brings them: the same ones for the commitment and, again, for the draw. */
final class DrawFiles implements Closeable {
    /** A commitment or a secret is small; a draw of 100,000 objects has some ten megabytes. */
    private static final long LARGEST = 64L << 20;

    private final Map<String, FileUpload> uploads;
    private final List<Upload> copies = new ArrayList<>();

    DrawFiles(Map<String, FileUpload> uploads) {
        this.uploads = uploads;
    }

    /** The files that a pool is made of, as far as they were chosen. */
    static DrawFiles of(FileUpload registry, FileUpload roster, FileUpload history, FileUpload previous) {
        var uploads = given("registry", registry, "roster", roster);
        uploads.putAll(given("history", history, "previous", previous));
        return new DrawFiles(uploads);
    }

    /** Two files by the names of their fields, as far as they were chosen. */
    static Map<String, FileUpload> given(String first, FileUpload one, String second, FileUpload other) {
        var uploads = new HashMap<String, FileUpload>();
        uploads.put(first, one);
        uploads.put(second, other);
        return uploads;
    }

    /**
     * What a draw depends on.
     *
     * @throws InvalidInput where a file is missing, or one that is no registry cannot be read, by the name of its field
     * @throws UnreadableFile where the registry is none
     */
    DrawInputs inputs(Edition edition, PlanRequest request) throws IOException {
        var missing = new ArrayList<FieldProblem>();
        for (var name : List.of("registry", "roster")) {
            if (!has(name)) {
                missing.add(new FieldProblem("/" + name, "请选择文件 / choose a file"));
            }
        }
        if (!missing.isEmpty()) {
            throw new InvalidInput(missing);
        }
        return new DrawInputs(
                edition,
                request,
                registry("registry"),
                named("roster", () -> Roster.inspectors(source("roster"), edition)),
                has("history") ? named("history", () -> History.read(source("history"), edition)) : History.NONE);
    }

    /** The last period's registry, or null where none was given. */
    RegistryFile previous() throws IOException {
        return has("previous") ? registry("previous") : null;
    }

    /** True where a file was chosen. */
    boolean has(String name) {
        var upload = uploads.get(name);
        return upload != null && upload.size() > 0;
    }

    /**
     * A document in the one form that digests are taken of.
     *
     * @param words what it is called
     * @throws InvalidInput where there is none, or it is not in that form
     */
    <T> T document(String name, Class<T> type, String words) throws IOException {
        if (!has(name)) {
            throw refused(name, "请选择" + words + " / choose a file");
        }
        try {
            return CanonicalJson.read(bytes(name), type)
                    .orElseThrow(() -> refused(
                            name,
                            "「" + uploads.get(name).fileName() + "」被改动过，或者被别的软件重新保存过：应与下载时一字不差 / not in the form"
                                    + " in which it was written: it must be byte for byte as it was downloaded"));
        } catch (JsonProcessingException none) {
            throw refused(
                    name,
                    "「" + uploads.get(name).fileName() + "」不是" + words + " / not a document of this kind");
        }
    }

    /** A text file, such as that of the secret; empty where there is none. */
    String text(String name) throws IOException {
        return has(name) ? new String(bytes(name), java.nio.charset.StandardCharsets.UTF_8).strip() : "";
    }

    private byte[] bytes(String name) throws IOException {
        try (var in = Files.newInputStream(uploads.get(name).uploadedFile())) {
            return Upload.bytes(in, LARGEST);
        }
    }

    private RegistryFile registry(String name) throws IOException {
        var source = source(name);
        return RegistryFile.of(source, FileFormat.of(source, uploads.get(name).contentType()));
    }

    private Source source(String name) throws IOException {
        var copy = Upload.of(uploads.get(name));
        copies.add(copy);
        return Source.of(uploads.get(name).fileName(), copy.file());
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    /** Says of which file a problem is. */
    private static <T> T named(String name, Reading<T> reading) throws IOException {
        try {
            return reading.read();
        } catch (UnreadableFile unreadable) {
            throw new InvalidInput(unreadable.problems().stream()
                    .map(problem -> new FieldProblem("/" + name + problem.pointer(), problem.detail()))
                    .toList());
        }
    }

    private static InvalidInput refused(String name, String detail) {
        return new InvalidInput(List.of(new FieldProblem("/" + name, detail)));
    }

    @Override
    public void close() {
        copies.forEach(Upload::close);
    }
}
