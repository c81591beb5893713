package io.shuangsuiji.web.drafts.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.shuangsuiji.amendment.draft.Actor;
import io.shuangsuiji.amendment.draft.AmendmentRefused;
import io.shuangsuiji.amendment.draft.AmendmentRefused.Why;
import io.shuangsuiji.amendment.draft.Draft;
import io.shuangsuiji.amendment.edit.Edit;
import io.shuangsuiji.amendment.edit.EditRefused;
import io.shuangsuiji.model.EditionModel;
import io.shuangsuiji.model.Table;
import io.shuangsuiji.model.Table.Row;
import io.shuangsuiji.web.drafts.DraftContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** The page of one table of a draft: click a cell, change it. Every step is a link or a form, so it works without scripts. */
@Path("/drafts")
@Produces(DraftPages.HTML)
public class TablePage {
    @CheckedTemplate(basePath = "", requireTypeSafeExpressions = false)
    static class Templates {
        static native TemplateInstance table(Draft draft, Sheet sheet, State state, Structure structure);

        private Templates() {}
    }

    /**
     * What is going on on the page.
     *
     * @param problem what is wrong with what was sent, or null
     * @param saved what was changed, or that nothing was; null where nothing was sent
     * @param editable false where nothing may be changed
     * @param choosable true where the cell being written could be chosen
     * @param self the page's own address
     * @param parts the parts in which a long table is shown where scripts do not run; one for all others
     */
    record State(String problem, String saved, boolean editable, boolean choosable, String self, List<Part> parts) {}

    /** Some of the rows of a long table. */
    record Part(int first, int last, boolean shown, String href) {}

    private static final String UNCHANGED = "none";
    /** How many rows a page has where scripts do not run. */
    static final int ROWS_AT_ONCE = 200;

    private final DraftContext desk;

    TablePage(DraftContext desk) {
        this.desk = desk;
    }

    /** The table; with {@code cell} the form to change that cell in its place. */
    @GET
    @Path("{id}/table")
    public TemplateInstance table(
            @PathParam("id") String id,
            @RestQuery String file,
            @RestQuery String at,
            @RestQuery String cell,
            @RestQuery boolean written,
            @RestQuery String saved,
            @RestQuery int from)
            throws IOException, AmendmentRefused {
        var draft = desk.amendments().draft(id);
        return page(draft, file, at, cell, from, written, null, said(draft, saved), null, null);
    }

    /** What the step before came to: the words of the version are those of another one where it changed nothing. */
    private static String said(Draft draft, String saved) {
        return saved == null ? null : saved.equals(UNCHANGED) ? "没有改动" : "已保存：" + String.join("；", draft.words());
    }

    private static String saved(Draft changed, int version) {
        return changed.version() == version ? UNCHANGED : "true";
    }

    /** Changes a cell. */
    @POST
    @Path("{id}/cell")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response cell(
            @PathParam("id") String id,
            @RestForm int version,
            @RestForm String file,
            @RestForm String at,
            @RestForm String cell,
            @RestForm String mode,
            @RestForm List<String> choice,
            @RestForm String text)
            throws IOException, AmendmentRefused {
        var draft = desk.amendments().draft(id);
        var target = desk.amendments()
                .tables(draft)
                .cell(file, cell)
                .orElseThrow(
                        () -> new AmendmentRefused(Why.STALE, "这个单元格已不在草案里，请重新打开表格 / the cell is no longer there"));
        var wanted = CellForm.read(target, mode, choice, text);
        try {
            var changed =
                    desk.amendments().edit(desk.actor(), id, version, List.of(new Edit.SetCell(file, cell, wanted)));
            return DraftPages.seeOther(
                    changed,
                    "/"
                            + Links.query("table", "file", file, "at", at, "saved", saved(changed, version))
                            + Links.fragment(cell));
        } catch (EditRefused refused) {
            return refused(draft, file, at, cell, 422, refused.getMessage(), wanted);
        } catch (AmendmentRefused refused) {
            if (refused.why() != Why.STALE) {
                throw refused;
            }
            return refused(draft, file, at, cell, 412, refused.getMessage(), wanted);
        }
    }

    private Response refused(
            Draft draft, String file, String at, String cell, int status, String problem, String wanted)
            throws IOException, AmendmentRefused {
        return Response.status(status)
                .entity(page(draft, file, at, cell, 0, true, problem, null, wanted, null))
                .build();
    }

    /** The table again, with a form that changes its structure and could not be taken. */
    Response refused(Draft draft, String file, String at, int status, Structure.Refused form)
            throws IOException, AmendmentRefused {
        return Response.status(status)
                .entity(page(draft, file, at, null, 0, false, null, null, null, form))
                .build();
    }

    /** Adds, copies, deletes or moves a row. */
    @POST
    @Path("{id}/row")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response row(
            @PathParam("id") String id,
            @RestForm int version,
            @RestForm String file,
            @RestForm String at,
            @RestForm String row,
            @RestForm String change)
            throws IOException, AmendmentRefused, EditRefused {
        var tables = desk.amendments().tables(desk.amendments().draft(id));
        var edit = edit(tables, file, at, row, change == null ? "" : change);
        var changed = desk.amendments().edit(desk.actor(), id, version, List.of(edit));
        return DraftPages.seeOther(
                changed, "/" + Links.query("table", "file", file, "at", at, "saved", saved(changed, version)));
    }

    private static Edit edit(EditionModel tables, String file, String at, String row, String change)
            throws AmendmentRefused {
        var table = tables.table(file, at).orElseThrow(TablePage::gone);
        if (change.equals("append")) {
            return new Edit.AddRow(file, at, table.rows().size() + 1, null);
        }
        int number = table.row(row).orElseThrow(TablePage::gone).number();
        return switch (change) {
            case "add" -> new Edit.AddRow(file, at, number + 1, null);
            case "copy" -> new Edit.AddRow(file, at, number + 1, row);
            case "delete" -> new Edit.DeleteRow(file, row);
            case "up" -> new Edit.MoveRow(file, row, Math.max(1, number - 1));
            case "down" -> new Edit.MoveRow(file, row, Math.min(table.rows().size(), number + 1));
            default -> throw new AmendmentRefused(Why.INVALID, "不认识的操作：" + change + " / unknown action");
        };
    }

    private static AmendmentRefused gone() {
        return new AmendmentRefused(Why.NOT_FOUND, "草案里没有这张表或这一行 / there is no such table or row");
    }

    private TemplateInstance page(
            Draft given,
            String file,
            String at,
            String cell,
            int from,
            boolean written,
            String problem,
            String saved,
            String wanted,
            Structure.Refused form)
            throws IOException, AmendmentRefused {
        // after a conflict the page shows the draft as it is now
        var draft = desk.amendments().draft(given.id());
        var tables = desk.amendments().tables(draft);
        var table = table(tables, file, at);
        boolean editable = editable(desk.actor(), draft);
        var difference = desk.amendments().tableDifference(draft);
        var sheet = Sheet.of(table, difference, editable ? cell : null, written, editable)
                .counted(desk.reports().lastCheck(draft).orElse(null));
        if (wanted != null) {
            sheet = sheet.typed(wanted);
        }
        var self = Links.query("table", "file", file, "at", table.address());
        var parts = parts(table, self, cell, from);
        for (var part : parts) {
            sheet = part.shown() ? sheet.rows(part.first(), part.last()) : sheet;
        }
        boolean choosable =
                cell != null && tables.cell(file, cell).map(CellForm::choosable).orElse(false);
        return Templates.table(
                draft,
                sheet,
                new State(problem, saved, editable, choosable, self, parts),
                editable ? Structure.of(tables, table, form) : null);
    }

    /** The table of a query; that of types is a model's own: its address is empty, and so is then not sent. */
    static Table table(EditionModel tables, String file, String at) throws AmendmentRefused {
        return (file == null ? Optional.<Table>empty() : tables.table(file, Objects.requireNonNullElse(at, "")))
                .orElseThrow(TablePage::gone);
    }

    static boolean editable(Actor actor, Draft draft) {
        return actor.roles().contains(Actor.Role.EDITOR)
                && draft.state() != Draft.State.PUBLISHED
                && draft.state() != Draft.State.DISCARDED;
    }

    /** The part with the cell that is being changed is shown, else the one with the row asked for. */
    private static List<Part> parts(Table table, String self, String cell, int from) {
        int row = table.rows().stream()
                .filter(each -> cell != null && each.cells().stream().anyMatch(one -> cell.equals(one.address())))
                .map(Row::number)
                .findFirst()
                .orElse(Math.min(Math.max(from, 1), Math.max(1, table.rows().size())));
        var parts = new ArrayList<Part>();
        for (int first = 1; first <= table.rows().size(); first += ROWS_AT_ONCE) {
            int last = Math.min(first + ROWS_AT_ONCE - 1, table.rows().size());
            parts.add(new Part(first, last, first <= row && row <= last, self + "&from=" + first));
        }
        return parts;
    }
}
