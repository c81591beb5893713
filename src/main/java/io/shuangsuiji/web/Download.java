package io.shuangsuiji.web;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Answers that a browser saves as a file. */
public final class Download {
    /** The media type of a workbook. */
    public static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private Download() {}

    /**
     * An answer to be saved.
     *
     * @param entity what is sent
     * @param name the file's name, in any script
     */
    public static Response.ResponseBuilder of(Object entity, String type, String name) {
        // RFC 6266: the plain form for old readers, the encoded one for the name's own characters
        var plain = name.replaceAll("[^\\x20-\\x7e]|[\"\\\\/]", "_");
        var encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        return Response.ok(entity, type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded);
    }
}
