package io.shuangsuiji.web.draw;

import io.shuangsuiji.draw.Draw;
import io.shuangsuiji.draw.Receipt;
import io.shuangsuiji.draw.ReceiptFiles;
import io.shuangsuiji.draw.lot.CanonicalJson;
import io.shuangsuiji.draw.verify.Published;
import io.shuangsuiji.draw.verify.Verification;
import io.shuangsuiji.web.Download;
import io.shuangsuiji.web.Parameters;
import io.shuangsuiji.web.Problem;
import io.shuangsuiji.web.ServiceConfig;
import io.shuangsuiji.web.intake.Upload;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The receipts of a draw: for each object one that proves that it took part, and shows no other. */
@Path("/draws/receipts")
@Consumes(MediaType.APPLICATION_JSON)
public class ReceiptsResource {
    private static final String ID = "id";
    private static final String ZIP = "application/zip";

    private final DrawEdition edition;
    private final ServiceConfig config;
    private final UriInfo uri;

    ReceiptsResource(DrawEdition edition, ServiceConfig config, @Context UriInfo uri) {
        this.edition = edition;
        this.config = config;
        this.uri = uri;
    }

    /** All of them, a file each. */
    @POST
    @Produces(ZIP)
    public Response all(InputStream body) throws IOException {
        Parameters.refuseUnknown(uri, List.of("asOf", "edition"));
        var draw = draw(body);
        StreamingOutput files = out -> ReceiptFiles.write(draw, out);
        return Download.of(files, ZIP, "receipts-" + draw.commitment().period() + ".zip")
                .build();
    }

    /** That of one object, which {@code id} names. */
    @POST
    @Produces(MediaType.APPLICATION_JSON)
    public Response one(InputStream body) throws IOException {
        Parameters.refuseUnknown(uri, List.of(ID, "asOf", "edition"));
        var given = uri.getQueryParameters().get(ID);
        if (given == null || given.size() != 1 || given.get(0).isBlank()) {
            throw Problem.parameter(
                            ID,
                            "请给出一个对象编号；要全部的，请用 Accept: application/zip / name one object; for all of them use Accept:"
                                    + " application/zip")
                    .thrown();
        }
        var draw = draw(body);
        var receipt = Receipt.of(draw, given.get(0))
                .orElseThrow(() -> Problem.of(
                                404,
                                "NOT_IN_POOL",
                                "名录里没有这个对象 / not in the pool",
                                "名录里没有「" + given.get(0) + "」 / \"" + given.get(0) + "\" is not in the pool")
                        .thrown());
        return Download.of(CanonicalJson.write(receipt), MediaType.APPLICATION_JSON, ReceiptFiles.name(receipt))
                .build();
    }

    private Draw draw(InputStream body) throws IOException {
        var bytes = Upload.bytes(body, config.limits().drawDocument().asLongValue());
        var verified = Verification.of(Published.draw(bytes));
        if (!verified.consistent()) {
            throw Problem.of(
                            422,
                            "INCONSISTENT_DRAW",
                            "抽取记录不一致 / the draw is not consistent",
                            verified.firstDifference().toString())
                    .thrown();
        }
        edition.of(verified.commitment());
        return CanonicalJson.read(bytes, Draw.class).orElseThrow();
    }
}
