package io.shuangsuiji.web.draw;

import io.shuangsuiji.draw.run.Handed;
import io.shuangsuiji.sheets.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.resteasy.reactive.server.multipart.FormValue;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/** The parts of a form as they are handed in for a draw. */
public final class DrawForm {
    /** The parts that are read as files; any other part may come as a small file too, as a secret does. */
    private static final Set<String> FILES =
            Set.of(Handed.REGISTRY, Handed.PREVIOUS, Handed.ROSTER, Handed.HISTORY, Handed.COMMITMENT);

    /** The longest text is the commitment before, which has a line for each stratum. */
    private static final int LARGEST_TEXT = 1 << 20;

    private DrawForm() {}

    /** The parts; a file that a browser sends for an empty field is none. */
    public static Handed of(MultipartFormDataInput form) throws IOException {
        var texts = new LinkedHashMap<String, List<String>>();
        var files = new LinkedHashMap<String, List<Source>>();
        for (Map.Entry<String, java.util.Collection<FormValue>> part :
                form.getValues().entrySet()) {
            for (var value : part.getValue()) {
                add(part.getKey(), value, texts, files);
            }
        }
        return new Handed(texts, files);
    }

    private static void add(
            String name, FormValue value, Map<String, List<String>> texts, Map<String, List<Source>> files)
            throws IOException {
        if (!value.isFileItem()) {
            texts.computeIfAbsent(name, any -> new ArrayList<>()).add(value.getValue());
            return;
        }
        var item = value.getFileItem();
        if (item.getFileSize() == 0
                && (value.getFileName() == null || value.getFileName().isEmpty())) {
            return;
        }
        boolean small = !FILES.contains(name) && item.getFileSize() <= LARGEST_TEXT;
        if (small) {
            try (var bytes = item.getInputStream()) {
                texts.computeIfAbsent(name, any -> new ArrayList<>())
                        .add(new String(bytes.readAllBytes(), StandardCharsets.UTF_8));
            }
        } else {
            files.computeIfAbsent(name, any -> new ArrayList<>()).add(source(value));
        }
    }

    /** A small part is kept in memory by the server, a larger one in a file that ends with the request. */
    private static Source source(FormValue value) throws IOException {
        var item = value.getFileItem();
        if (!item.isInMemory() && Files.exists(item.getFile())) {
            return Source.of(value.getFileName(), item.getFile());
        }
        try (var bytes = item.getInputStream()) {
            return Source.of(value.getFileName(), bytes.readAllBytes());
        }
    }
}
