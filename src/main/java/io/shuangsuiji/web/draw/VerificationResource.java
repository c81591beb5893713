package io.shuangsuiji.web.draw;

import io.shuangsuiji.draw.evidence.Evidence;
import io.shuangsuiji.draw.evidence.Grade;
import io.shuangsuiji.draw.verify.ChainLink;
import io.shuangsuiji.draw.verify.Check;
import io.shuangsuiji.draw.verify.Published;
import io.shuangsuiji.draw.verify.Verification;
import io.shuangsuiji.draw.verify.Words;
import io.shuangsuiji.web.Parameters;
import io.shuangsuiji.web.Problem;
import io.shuangsuiji.web.Problems;
import io.shuangsuiji.web.ServiceConfig;
import io.shuangsuiji.web.access.FormOfPrograms;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jboss.resteasy.reactive.server.multipart.FormValue;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/** Verifies what was published of a draw. */
@Path("/draws/verification")
@FormOfPrograms
public class VerificationResource {
    private static final String PUBLICATION = "publication";
    /** Parts that are files, of which there may be one. */
    private static final Set<String> SINGLE = Set.of("draw", "commitment", "tasks");
    /** Parts that are files, of which there may be several. */
    private static final Set<String> SEVERAL = Set.of("receipt", "predecessor", "timestamp");
    /** A bureau's chain of many years is no longer. */
    private static final int MOST_FILES = 200;

    private final DrawEdition edition;
    private final TrustedAuthorities authorities;
    private final ServiceConfig config;
    private final UriInfo uri;

    VerificationResource(
            DrawEdition edition, TrustedAuthorities authorities, ServiceConfig config, @Context UriInfo uri) {
        this.edition = edition;
        this.authorities = authorities;
        this.config = config;
        this.uri = uri;
    }

    /**
     * What was found.
     *
     * @param consistent true where nothing is different
     * @param verdict 一致, or the first difference
     * @param commitmentDigest of the commitment in question; null where none could be read
     * @param checks what was compared, in order
     * @param chain the bureau's commitments before, the latest first
     * @param evidence when the commitment was published; null where none could be read
     */
    public record Verified(
            boolean consistent,
            Words verdict,
            String commitmentDigest,
            List<Check> checks,
            List<ChainLink> chain,
            Evidence evidence) {}

    /** Verifies the parts of a form: {@code draw}, {@code commitment}, {@code tasks}, {@code receipt} … */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Produces(MediaType.APPLICATION_JSON)
    public Verified verify(MultipartFormDataInput form) throws IOException {
        Parameters.refuseUnknown(uri, List.of("asOf", "edition"));
        var parts = new TreeMap<String, List<FormValue>>();
        form.getValues().forEach((name, values) -> parts.put(name, List.copyOf(values)));
        refuseUnknown(parts);
        refuseTooLarge(parts);
        var files = new TreeMap<String, List<Published.File>>();
        for (var name : parts.keySet()) {
            if (!name.equals(PUBLICATION)) {
                files.put(name, files(name, parts.get(name)));
            }
        }
        var given = new Published(
                single(files, "draw"),
                single(files, "commitment"),
                single(files, "tasks"),
                files.getOrDefault("receipt", List.of()),
                files.getOrDefault("predecessor", List.of()));
        if (given.isEmpty()) {
            throw wrong("draw", "请至少给出抽取记录、承诺或纳入证明之一 / give a draw, a commitment or a receipt");
        }
        var publication = publication(parts.getOrDefault(PUBLICATION, List.of()));
        var verified = Verification.of(given);
        if (verified.commitment() == null) {
            edition.current();
        }
        return new Verified(
                verified.consistent(),
                verified.consistent() ? new Words("一致", "consistent") : verified.firstDifference(),
                verified.commitmentDigest(),
                verified.checks(),
                verified.chain(),
                verified.commitment() == null
                        ? null
                        : Evidence.of(
                                verified.commitment(),
                                files.getOrDefault("timestamp", List.of()),
                                publication,
                                authorities.now(),
                                edition.of(verified.commitment()).map(Grade::of).orElse(List.of())));
    }

    private static void refuseUnknown(Map<String, List<FormValue>> parts) {
        int files = 0;
        for (var part : parts.entrySet()) {
            var name = part.getKey();
            if (!SINGLE.contains(name) && !SEVERAL.contains(name) && !name.equals(PUBLICATION)) {
                throw wrong(
                        name,
                        "未知的部分，允许：draw、commitment、tasks、receipt、predecessor、timestamp、publication / unknown part;"
                                + " allowed: draw, commitment, tasks, receipt, predecessor, timestamp, publication");
            }
            if (!SEVERAL.contains(name) && part.getValue().size() > 1) {
                throw wrong(name, "只能给一份 / may be given once");
            }
            files += part.getValue().size();
        }
        if (files > MOST_FILES) {
            throw wrong("predecessor", "一次最多 " + MOST_FILES + " 个文件 / at most " + MOST_FILES + " files");
        }
    }

    private void refuseTooLarge(Map<String, List<FormValue>> parts) throws IOException {
        long limit = config.limits().drawDocument().asLongValue();
        long all = 0;
        for (var values : parts.values()) {
            for (var value : values) {
                all += value.isFileItem() ? value.getFileItem().getFileSize() : 0;
            }
        }
        if (all > limit) {
            throw Problems.tooLarge(limit).thrown();
        }
    }

    private static List<Published.File> files(String name, List<FormValue> values) throws IOException {
        var files = new ArrayList<Published.File>();
        for (var value : values) {
            if (!value.isFileItem()) {
                throw wrong(name, "应为文件，如 curl -F " + name + "=@文件 / must be a file, as by curl -F " + name + "=@file");
            }
            var called = value.getFileName() == null || value.getFileName().isBlank() ? name : value.getFileName();
            files.add(new Published.File(
                    called,
                    value.getFileItem().isInMemory()
                            ? value.getFileItem().getInputStream().readAllBytes()
                            : Files.readAllBytes(value.getFileItem().getFile())));
        }
        return files;
    }

    private static byte[] single(Map<String, List<Published.File>> files, String name) {
        var found = files.getOrDefault(name, List.of());
        return found.isEmpty() ? null : found.get(0).bytes();
    }

    private static String publication(List<FormValue> values) {
        if (values.isEmpty()) {
            return null;
        }
        var value = values.get(0);
        if (value.isFileItem() || !Evidence.isAddress(value.getValue().strip())) {
            throw wrong(PUBLICATION, "应为 http 或 https 网址 / must be an http or https address");
        }
        return value.getValue().strip();
    }

    private static RuntimeException wrong(String part, String detail) {
        return Problem.of(422, "INVALID_INPUT", "输入有误 / invalid input", part + "：" + detail)
                .at(List.of(new Problem.Place("/" + part, null, detail)))
                .thrown();
    }
}
