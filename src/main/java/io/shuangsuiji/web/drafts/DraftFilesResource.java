package io.shuangsuiji.web.drafts;

import io.shuangsuiji.amendment.draft.AmendmentRefused;
import io.shuangsuiji.amendment.draft.AmendmentRefused.Why;
import io.shuangsuiji.amendment.draft.Draft;
import io.shuangsuiji.amendment.edit.Edit;
import io.shuangsuiji.amendment.edit.EditRefused;
import io.shuangsuiji.amendment.edit.TableWorkbook;
import io.shuangsuiji.web.DmnDownload;
import io.shuangsuiji.web.Download;
import io.shuangsuiji.web.Parameters;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * The files of a draft: its tables as a workbook, its DMN, its scenario workbooks. A PUT with {@code preview=true} says
 * what it would change and takes nothing.
 */
@Path("/drafts")
@Produces(MediaType.APPLICATION_JSON)
public class DraftFilesResource {
    private static final String CSV = "text/csv";

    private static final String PREVIEW = "preview";
    private static final String NEW_COLUMNS = "newColumns";

    /**
     * What a file would change.
     *
     * @param difference cell by cell
     * @param edits the same as edits, where the file says so
     * @param problems why it may not be taken; it may where there are none
     * @param proposals the columns of a workbook that no table has, to be confirmed
     */
    public record Preview(
            DiffView difference,
            List<Edit> edits,
            List<TableWorkbook.Problem> problems,
            List<TableWorkbook.Proposal> proposals) {}

    private final DraftContext desk;

    DraftFilesResource(DraftContext desk) {
        this.desk = desk;
    }

    /** All tables as a workbook for Excel, WPS or LibreOffice. */
    @GET
    @Path("{id}/workbook")
    @Produces(Download.XLSX)
    public Response workbook(@PathParam("id") String id) throws IOException, AmendmentRefused {
        var draft = desk.amendments().draft(id);
        var out = new ByteArrayOutputStream();
        desk.amendments().download(draft, out);
        return file(draft, out.toByteArray(), Download.XLSX, "政策表-" + id + "-第" + draft.version() + "稿.xlsx");
    }

    /** Takes a workbook that was edited. */
    @PUT
    @Path("{id}/workbook")
    @Consumes({Download.XLSX, MediaType.APPLICATION_OCTET_STREAM})
    public Response takeWorkbook(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) String version,
            @Context UriInfo uri,
            byte[] workbook)
            throws IOException, AmendmentRefused, EditRefused {
        if (previewed(uri, PREVIEW, NEW_COLUMNS)) {
            return Response.ok(preview(desk, id, workbook)).build();
        }
        var confirmed = uri.getQueryParameters().getFirst(NEW_COLUMNS);
        return taken(desk.amendments()
                .upload(
                        desk.actor(),
                        id,
                        DraftContext.version(version),
                        workbook,
                        confirmed == null ? null : Parameters.flag(NEW_COLUMNS, confirmed)));
    }

    private static boolean previewed(UriInfo uri, String... known) {
        Parameters.refuseUnknown(uri, List.of(known));
        return Parameters.flag(PREVIEW, uri.getQueryParameters().getFirst(PREVIEW));
    }

    private static Response taken(Draft draft) {
        return Response.ok(DraftView.of(draft)).tag(DraftsResource.tag(draft)).build();
    }

    public static Preview preview(DraftContext desk, String id, byte[] workbook)
            throws IOException, AmendmentRefused, EditRefused {
        var read = desk.amendments().preview(id, workbook);
        var difference = read.problems().isEmpty()
                ? DiffView.of(desk.amendments().preview(desk.amendments().draft(id), read.edits()))
                : null;
        return new Preview(difference, read.edits(), read.problems(), read.proposals());
    }

    /** A DMN file, for any DMN editor; in an older version of the standard for those that read no later one. */
    @GET
    @Path("{id}/dmn/{file}")
    @Produces(MediaType.APPLICATION_XML)
    public Response dmn(@PathParam("id") String id, @PathParam("file") String file, @Context UriInfo uri)
            throws IOException, AmendmentRefused {
        Parameters.refuseUnknown(uri, List.of(DmnDownload.PARAMETER));
        var draft = desk.amendments().draft(id);
        var version = uri.getQueryParameters().getFirst(DmnDownload.PARAMETER);
        var dmn = DmnDownload.of(file, one(desk.amendments().files(draft), file), version);
        return Download.of(dmn.bytes(), MediaType.APPLICATION_XML, file)
                .tag(DraftsResource.tag(draft))
                .header(DmnDownload.OMITTED, dmn.header())
                .build();
    }

    /** Takes a DMN file as another editor wrote it. */
    @PUT
    @Path("{id}/dmn/{file}")
    @Consumes({MediaType.APPLICATION_XML, MediaType.TEXT_XML, MediaType.APPLICATION_OCTET_STREAM})
    public Response takeDmn(
            @PathParam("id") String id,
            @PathParam("file") String file,
            @HeaderParam(HttpHeaders.IF_MATCH) String version,
            @Context UriInfo uri,
            byte[] dmn)
            throws IOException, AmendmentRefused, EditRefused {
        if (previewed(uri, PREVIEW)) {
            var draft = desk.amendments().draft(id);
            return Response.ok(new Preview(
                            DiffView.of(desk.amendments().preview(draft, file, dmn)), null, List.of(), List.of()))
                    .build();
        }
        return taken(desk.amendments().upload(desk.actor(), id, DraftContext.version(version), file, dmn));
    }

    /** A scenario workbook, or CSV file. */
    @GET
    @Path("{id}/scenarios/{file}")
    @Produces({Download.XLSX, CSV})
    public Response scenarios(@PathParam("id") String id, @PathParam("file") String file)
            throws IOException, AmendmentRefused {
        var draft = desk.amendments().draft(id);
        return file(
                draft,
                one(desk.amendments().scenarios(draft), file),
                file.endsWith(".csv") ? CSV : Download.XLSX,
                file);
    }

    /** Takes a scenario workbook, or a CSV file of one sheet. */
    @PUT
    @Path("{id}/scenarios/{file}")
    @Consumes({Download.XLSX, CSV, MediaType.APPLICATION_OCTET_STREAM})
    public RestResponse<DraftView> takeScenarios(
            @PathParam("id") String id,
            @PathParam("file") String file,
            @HeaderParam(HttpHeaders.IF_MATCH) String version,
            byte[] workbook)
            throws IOException, AmendmentRefused {
        return DraftsResource.answer(
                desk.amendments().setScenarios(desk.actor(), id, DraftContext.version(version), file, workbook));
    }

    /** Takes a scenario workbook out. */
    @DELETE
    @Path("{id}/scenarios/{file}")
    public RestResponse<DraftView> dropScenarios(
            @PathParam("id") String id,
            @PathParam("file") String file,
            @HeaderParam(HttpHeaders.IF_MATCH) String version)
            throws IOException, AmendmentRefused {
        return DraftsResource.answer(
                desk.amendments().setScenarios(desk.actor(), id, DraftContext.version(version), file, null));
    }

    private static byte[] one(SortedMap<String, byte[]> files, String name) throws AmendmentRefused {
        if (!files.containsKey(name)) {
            throw new AmendmentRefused(
                    Why.NOT_FOUND, "草案里没有文件 " + name + "，有：" + String.join("、", files.keySet()) + " / no such file");
        }
        return files.get(name);
    }

    private static Response file(Draft draft, byte[] bytes, String type, String name) {
        return Download.of(bytes, type, name).tag(DraftsResource.tag(draft)).build();
    }
}
