package io.shuangsuiji.web.edition;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.shuangsuiji.model.EditionModel;
import io.shuangsuiji.model.ShownCell;
import io.shuangsuiji.model.Table;
import io.shuangsuiji.model.Table.ColumnKind;
import io.shuangsuiji.model.Table.Kind;
import io.shuangsuiji.model.cell.CellType;
import io.shuangsuiji.policy.Basis;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.web.RequestEdition;
import io.shuangsuiji.web.ServiceConfig;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The page at {@code /policy}: what is asked first of an edition, and every table of it as people read it. */
@Path("/policy")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
public class PolicyPage {
    @CheckedTemplate(basePath = "", requireTypeSafeExpressions = false)
    static class Templates {
        static native TemplateInstance policy(
                Edition edition, List<String> editions, Overview overview, List<String> basis, List<Topic> topics);

        private Templates() {}
    }

    /** The tables of one file. */
    record Topic(String file, String label, String description, List<Shown> tables) {}

    /** A table with what the page needs to lay it out. */
    record Shown(Table table) {
        /** What a cell says. */
        public String text(Table.Cell cell) {
            return ShownCell.of(cell);
        }

        /** The groups of columns, each with its width. */
        public Map<String, Long> groups() {
            var groups = new LinkedHashMap<String, Long>();
            table.columns().forEach(column -> groups.merge(word(column.kind()), 1L, Long::sum));
            return groups;
        }

        /** True where the table has inputs and outputs to tell apart. */
        public boolean grouped() {
            return table.kind() == Kind.DECISION_TABLE;
        }

        /** True for a single value or formula, which is shown as a line. */
        public boolean line() {
            return table.kind() == Kind.LITERAL;
        }

        /** The outcomes from the one that prevails, where the hit policy orders them. */
        public String priorities() {
            return table.hitPolicy() == null || !table.hitPolicy().matches("PRIORITY|OUTPUT ORDER")
                    ? null
                    : table.columns().stream()
                            .filter(column -> column.kind() == ColumnKind.OUTPUT)
                            .map(Table.Column::type)
                            .map(CellType::values)
                            .filter(values -> !values.isEmpty())
                            .map(values -> String.join(" › ", values))
                            .findFirst()
                            .orElse(null);
        }

        private static String word(ColumnKind kind) {
            return switch (kind) {
                case INPUT -> "条件";
                case OUTPUT -> "结论";
                case ANNOTATION -> "条款";
                case VALUE -> "内容";
            };
        }
    }

    private final RequestEdition snapshot;
    private final ServiceConfig config;

    PolicyPage(RequestEdition snapshot, ServiceConfig config) {
        this.snapshot = snapshot;
        this.config = config;
    }

    /** The tables of the edition in force, or of the one that {@code edition} or {@code asOf} chooses. */
    @GET
    public TemplateInstance policy() {
        var edition = snapshot.edition();
        var names = snapshot.catalog().serving().descendingKeySet().stream()
                .map(Object::toString)
                .toList();
        return Templates.policy(
                edition, names, Overview.of(edition, snapshot.today()), basis(edition), topics(edition));
    }

    /** The documents on which it rests that have lapsed, or soon do, in words. */
    private List<String> basis(Edition edition) {
        var today = snapshot.today();
        return Stream.concat(
                        edition.info().expiredOn(today).stream().map(Basis::expired),
                        edition.info().lapsingWithin(config.basisNoticeDays(), today).stream()
                                .map(document -> document.lapses(today)))
                .toList();
    }

    private static List<Topic> topics(Edition edition) {
        return edition.tables().files().keySet().stream()
                .map(file -> topic(edition, file, edition.tables()))
                .toList();
    }

    private static Topic topic(Edition edition, String file, EditionModel all) {
        var tables = all.tables().stream()
                .filter(table -> table.file().equals(file))
                .map(Shown::new)
                .toList();
        var root = all.files().get(file).xml().root();
        var model = edition.model(all.files().get(file).modelName());
        return new Topic(
                file,
                Objects.requireNonNullElse(root.attribute("label"), file),
                model.map(known -> known.description()).orElse(""),
                tables);
    }
}
