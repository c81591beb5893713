package io.shuangsuiji.web.drafts;

import io.shuangsuiji.amendment.draft.AmendmentRefused;
import io.shuangsuiji.amendment.impact.ImpactRun.Changed;
import io.shuangsuiji.plan.Classified;
import io.shuangsuiji.plan.Headings;
import io.shuangsuiji.web.Download;
import io.shuangsuiji.web.RequestEdition;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.TreeMap;

/** The objects that a draft changes, one by one. */
@Path("/drafts")
@Produces("text/csv;charset=UTF-8")
public class DraftChangesResource {
    private final DraftContext desk;
    private final RequestEdition snapshot;

    DraftChangesResource(DraftContext desk, RequestEdition snapshot) {
        this.desk = desk;
        this.snapshot = snapshot;
    }

    /** Every object that changes, as CSV for a spreadsheet. */
    @GET
    @Path("{id}/impact/changes.csv")
    public Response changes(@PathParam("id") String id) throws IOException, AmendmentRefused {
        var draft = desk.amendments().draft(id);
        var over = desk.weighing(draft, snapshot.today(), desk.reports().registry(draft), new TreeMap<>());
        var headings = new Headings(over.before());
        var category = headings.of("classification.category");
        var mode = headings.of("classification.inspectionMode");
        var csv = new StringBuilder("\uFEFF");
        line(
                csv,
                headings.identity("id"),
                headings.identity("name"),
                headings.identity("team"),
                "原" + category,
                "新" + category,
                "原" + mode,
                "新" + mode,
                headings.of("classification.triggers"));
        desk.reports().changes(draft, over, changed -> line(csv, changed));
        return Download.of(csv.toString(), "text/csv;charset=UTF-8", "变化的对象-" + id + "-第" + draft.version() + "稿.csv")
                .build();
    }

    private static void line(StringBuilder csv, Changed changed) {
        var object = changed.after().object();
        line(
                csv,
                object.id(),
                object.name(),
                object.team(),
                changed.before().category(),
                changed.after().category(),
                changed.before().inspectionMode(),
                changed.after().inspectionMode(),
                String.join(
                        "；",
                        changed.after().triggers().stream()
                                .map(Classified.Trigger::reason)
                                .toList()));
    }

    private static void line(StringBuilder csv, String... cells) {
        for (var cell : cells) {
            csv.append(cell(cell)).append(',');
        }
        csv.setLength(csv.length() - 1);
        csv.append("\r\n");
    }

    /** Quoted, and never a formula of a spreadsheet. */
    private static String cell(String text) {
        if (text == null) {
            return "";
        }
        var safe = text.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + text : text;
        return safe.matches("(?s).*[\",\\r\\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
