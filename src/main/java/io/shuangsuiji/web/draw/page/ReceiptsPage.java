package io.shuangsuiji.web.draw.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.draw.Draw;
import io.shuangsuiji.draw.Receipt;
import io.shuangsuiji.draw.ReceiptFiles;
import io.shuangsuiji.draw.lot.CanonicalJson;
import io.shuangsuiji.draw.verify.Published;
import io.shuangsuiji.draw.verify.Verification;
import io.shuangsuiji.sheets.Listed;
import io.shuangsuiji.web.Download;
import io.shuangsuiji.web.ServiceConfig;
import io.shuangsuiji.web.intake.Upload;
import io.shuangsuiji.web.plan.ParameterField;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/**
 * The receipts of a draw (纳入证明) for whoever has its record: one, or all as an archive. Those of a large pool are no file of
 * the result's page, which carries its files within itself; they are made here, one after the other as they are sent.
 */
@Path("/draw/receipts")
public class ReceiptsPage {
    private static final String HTML = MediaType.TEXT_HTML + ";charset=UTF-8";
    private static final String DRAW = "draw";
    private static final String ID = "id";

    @CheckedTemplate(basePath = "draw", requireTypeSafeExpressions = false)
    static class Templates {
        static native TemplateInstance receipts(FormFields form);

        private Templates() {}
    }

    private final ServiceConfig config;

    ReceiptsPage(ServiceConfig config) {
        this.config = config;
    }

    /** Asks for the record. */
    @GET
    @Produces(HTML)
    public TemplateInstance form() {
        return Templates.receipts(FormFields.of(Map.of()));
    }

    /** The receipt of the object that is named, or all of them; or the form with what is wrong. */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Produces({HTML, MediaType.APPLICATION_JSON, "application/zip"})
    public Response receipts(@RestForm(DRAW) FileUpload record, MultipartFormDataInput fields) throws IOException {
        var form = FormFields.of(ParameterField.texts(fields));
        try {
            var draw = draw(record);
            var id = form.text(ID).strip();
            return id.isEmpty() ? all(draw) : one(draw, id);
        } catch (InvalidInput invalid) {
            return Response.status(422)
                    .type(HTML)
                    .entity(Templates.receipts(form.with(null, invalid.problems())))
                    .build();
        }
    }

    private static Response all(Draw draw) {
        StreamingOutput files = out -> ReceiptFiles.write(draw, out);
        return Download.of(files, "application/zip", "纳入证明-" + draw.commitment().period() + ".zip")
                .build();
    }

    private static Response one(Draw draw, String id) {
        var receipt = Receipt.of(draw, id)
                .orElseThrow(() -> FormFields.refused(ID, "抽取池里没有「" + Listed.shortened(id) + "」 / not in the pool"));
        return Download.of(CanonicalJson.write(receipt), MediaType.APPLICATION_JSON, ReceiptFiles.name(receipt))
                .build();
    }

    private Draw draw(FileUpload record) throws IOException {
        if (record == null || record.size() == 0) {
            throw FormFields.refused(DRAW, "请选择抽取记录（draw-….json） / choose the record of the draw");
        }
        byte[] bytes;
        try (var in = Files.newInputStream(record.uploadedFile())) {
            bytes = Upload.bytes(in, config.limits().drawDocument().asLongValue());
        }
        var verified = Verification.of(Published.draw(bytes));
        if (!verified.consistent()) {
            throw FormFields.refused(
                    DRAW,
                    "抽取记录核对不一致，不出证明：" + verified.firstDifference().chinese() + " / "
                            + verified.firstDifference().english());
        }
        return CanonicalJson.read(bytes, Draw.class).orElseThrow();
    }
}
