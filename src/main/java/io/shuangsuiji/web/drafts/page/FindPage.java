package io.shuangsuiji.web.drafts.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.shuangsuiji.amendment.draft.AmendmentRefused;
import io.shuangsuiji.amendment.draft.Draft;
import io.shuangsuiji.model.EditionModel;
import io.shuangsuiji.model.ShownCell;
import io.shuangsuiji.model.Table;
import io.shuangsuiji.model.Table.Row;
import io.shuangsuiji.web.drafts.DraftContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jboss.resteasy.reactive.RestQuery;

/** Finds a text in all tables of a draft: a rule's number, a word, a sentence of the document. */
@Path("/drafts")
@Produces(DraftPages.HTML)
public class FindPage {
    private static final int MOST = 200;

    @CheckedTemplate(basePath = "", requireTypeSafeExpressions = false)
    static class Templates {
        static native TemplateInstance find(Draft draft, String q, List<Hit> hits, boolean more);

        private Templates() {}
    }

    /**
     * A cell that says it.
     *
     * @param row what people call its row
     * @param href the page of its table, at the cell
     */
    record Hit(String table, String row, String column, String text, String href) {}

    private final DraftContext desk;

    FindPage(DraftContext desk) {
        this.desk = desk;
    }

    /** What was found; without a text only the box to write it in. */
    @GET
    @Path("{id}/find")
    public TemplateInstance find(@PathParam("id") String id, @RestQuery String q) throws IOException, AmendmentRefused {
        var draft = desk.amendments().draft(id);
        var wanted = q == null ? "" : q.strip();
        var hits = wanted.isEmpty() ? List.<Hit>of() : hits(desk.amendments().tables(draft), wanted);
        return Templates.find(draft, wanted, hits.subList(0, Math.min(MOST, hits.size())), hits.size() > MOST);
    }

    private static List<Hit> hits(EditionModel tables, String wanted) {
        var part = wanted.toLowerCase(Locale.ROOT);
        var hits = new ArrayList<Hit>();
        for (var table : tables.tables()) {
            for (var row : table.rows()) {
                for (int i = 0; i < row.cells().size() && hits.size() <= MOST; i++) {
                    var text = ShownCell.of(row.cells().get(i));
                    if (text.toLowerCase(Locale.ROOT).contains(part)) {
                        hits.add(new Hit(
                                table.label(),
                                row.name(),
                                table.columns().get(i).label(),
                                text,
                                href(table, row, row.cells().get(i).address())));
                    }
                }
            }
        }
        // what says exactly that comes first
        hits.sort(Comparator.comparing(hit -> !hit.text().equalsIgnoreCase(wanted)));
        return hits;
    }

    private static String href(Table table, Row row, String cell) {
        boolean parted = table.rows().size() > TablePage.ROWS_AT_ONCE;
        return Links.query(
                        "table",
                        "file",
                        table.file(),
                        "at",
                        table.address(),
                        "from",
                        parted ? String.valueOf(row.number()) : null)
                + (cell == null ? "" : Links.fragment(cell));
    }
}
