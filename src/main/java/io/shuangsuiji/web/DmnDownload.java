package io.shuangsuiji.web;

import io.shuangsuiji.model.xml.Dmn13;
import io.shuangsuiji.model.xml.DmnFile;
import io.shuangsuiji.model.xml.MalformedXml;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A DMN file for a caller: as it is kept, or in DMN 1.3 where that is asked for ({@code dmn=1.3}).
 *
 * @param bytes the file
 * @param omitted what the version asked for cannot say
 */
public record DmnDownload(byte[] bytes, List<Dmn13.Omitted> omitted) {
    /** The parameter that names the version. */
    public static final String PARAMETER = "dmn";

    /** The header that lists, by their addresses, percent-encoded, what is not in the file. */
    public static final String OMITTED = "Dmn-Omitted";

    private static final String OLDER = "1.3";
    private static final String KEPT = "1.5";

    /**
     * Reads a file for a caller.
     *
     * @param version as the caller gave it; null for the file as it is kept
     */
    public static DmnDownload of(String name, byte[] file, String version) {
        if (version == null || version.equals(KEPT)) {
            return new DmnDownload(file, List.of());
        }
        if (!version.equals(OLDER)) {
            throw Problem.parameter(
                            PARAMETER,
                            "应为 " + KEPT + " 或 " + OLDER + "，收到 \"" + version + "\" / expected " + KEPT + " or "
                                    + OLDER)
                    .thrown();
        }
        try {
            var written = Dmn13.of(DmnFile.read(name, file));
            return new DmnDownload(written.bytes(), written.omitted());
        } catch (MalformedXml neverTaken) {
            throw new IllegalStateException(neverTaken);
        }
    }

    /** The header's value; {@code none} where everything is said. */
    public String header() {
        return omitted.isEmpty()
                ? "none"
                : omitted.stream()
                        .map(one -> URLEncoder.encode(one.address(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining(", "));
    }
}
