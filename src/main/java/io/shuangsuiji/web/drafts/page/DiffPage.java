package io.shuangsuiji.web.drafts.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.SecurityIdentity;
import io.shuangsuiji.amendment.diff.EditionDiff;
import io.shuangsuiji.amendment.diff.EditionDiff.TableChange;
import io.shuangsuiji.amendment.diff.EditionDiff.What;
import io.shuangsuiji.amendment.draft.AmendmentRefused;
import io.shuangsuiji.amendment.draft.Draft;
import io.shuangsuiji.model.ShownCell;
import io.shuangsuiji.model.Table;
import io.shuangsuiji.web.RequestEdition;
import io.shuangsuiji.web.drafts.Comparison;
import io.shuangsuiji.web.drafts.DraftContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestQuery;

/** Any two editions, or drafts, side by side, and what differs between them in words. */
@Path("/policy/diff")
public class DiffPage {
    @CheckedTemplate(basePath = "", requireTypeSafeExpressions = false)
    static class Templates {
        static native TemplateInstance diff(
                String from, String to, List<Choice> choices, List<Sides> tables, List<String> words);

        private Templates() {}
    }

    /** Something that can be compared. */
    record Choice(String value, String label) {}

    /**
     * A table that differs.
     *
     * @param change the difference
     * @param changed the addresses of cells that differ
     * @param added the addresses of rows that are new
     * @param removed the addresses of rows that are gone
     */
    record Sides(TableChange change, Set<String> changed, Set<String> added, Set<String> removed) {
        static Sides of(TableChange change) {
            return new Sides(change, at(change, What.CELL), at(change, What.ROW_ADDED), at(change, What.ROW_REMOVED));
        }

        private static Set<String> at(TableChange change, What what) {
            return change.changes().stream()
                    .filter(each -> each.what() == what && each.at() != null)
                    .map(EditionDiff.Change::at)
                    .collect(Collectors.toSet());
        }

        /** The two tables, each with its heading; one of them only where the table is new or gone. */
        public List<Side> sides() {
            return Stream.of(new Side("原", change.before()), new Side("新", change.after()))
                    .filter(side -> side.table() != null)
                    .toList();
        }

        public Map<String, Long> groups(Table table) {
            return Sheet.groups(table);
        }

        /** The text of a cell, as every page shows it. */
        public String shown(Table.Cell cell) {
            return ShownCell.of(cell);
        }

        public boolean differs(String address) {
            return address != null && changed.contains(address);
        }
    }

    /** One side. */
    record Side(String word, Table table) {}

    private final RequestEdition snapshot;
    private final DraftContext desk;
    private final SecurityIdentity identity;
    private final Comparison comparison;

    DiffPage(RequestEdition snapshot, DraftContext desk, SecurityIdentity identity, Comparison comparison) {
        this.comparison = comparison;
        this.snapshot = snapshot;
        this.desk = desk;
        this.identity = identity;
    }

    /** {@code from} and {@code to} name an edition, or a draft as {@code draft:} and its id; drafts need a sign-in. */
    @GET
    @Produces(DraftPages.HTML)
    public TemplateInstance page(@RestQuery String from, @RestQuery String to) throws IOException, AmendmentRefused {
        var names = snapshot.catalog().serving().keySet().stream()
                .map(Object::toString)
                .toList();
        var last = names.isEmpty() ? "" : names.get(names.size() - 1);
        var left = from == null ? names.size() > 1 ? names.get(names.size() - 2) : last : from;
        var right = to == null ? last : to;
        var difference = comparison.of(left, right);
        return Templates.diff(
                left,
                right,
                choices(names),
                difference.tables().stream()
                        .map(Sides::of)
                        .filter(sides -> !sides.sides().isEmpty())
                        .toList(),
                difference.words());
    }

    private List<Choice> choices(List<String> names) throws IOException {
        var choices = new ArrayList<Choice>();
        names.forEach(name -> choices.add(0, new Choice(name, name + " 版")));
        if (!identity.isAnonymous()) {
            for (var draft : desk.amendments().drafts()) {
                if (draft.state() != Draft.State.DISCARDED) {
                    choices.add(new Choice(
                            Comparison.DRAFT + draft.id(),
                            "草案 " + draft.id() + " " + draft.header().reason()));
                }
            }
        }
        return choices;
    }
}
