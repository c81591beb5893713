package io.shuangsuiji.web.drafts.page;

import com.fasterxml.jackson.core.type.TypeReference;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.shuangsuiji.amendment.Amendments;
import io.shuangsuiji.amendment.draft.Actor;
import io.shuangsuiji.amendment.draft.AmendmentRefused;
import io.shuangsuiji.amendment.draft.AmendmentRefused.Why;
import io.shuangsuiji.amendment.draft.Draft;
import io.shuangsuiji.amendment.edit.Edit;
import io.shuangsuiji.amendment.edit.EditRefused;
import io.shuangsuiji.amendment.structure.Gaps.Gap;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.web.drafts.DraftContext;
import io.shuangsuiji.web.drafts.JsonBody;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * The page of a draft's words, and the forms, there and on the pages of tables, that change what tables are made of. A
 * form's fields are the members of the edit that it makes, marked {@code e.}.
 */
@Path("/drafts")
@Produces(DraftPages.HTML)
public class StructurePages {
    private static final String MARK = "e.";
    private static final Set<String> LISTS = Set.of("values", "types");
    private static final Set<String> OPTIONAL =
            Set.of("key", "index", "aggregation", "name", "text", "types", "values");
    private static final TypeReference<Edit> EDIT = new TypeReference<>() {};

    @CheckedTemplate(basePath = "", requireTypeSafeExpressions = false)
    static class Templates {
        static native TemplateInstance vocabulary(Draft draft, Terms terms, State state);

        static native TemplateInstance renaming(
                Draft draft, Amendments.Preview preview, Map<String, List<String>> fields, String back);

        private Templates() {}
    }

    /**
     * What is going on on the page.
     *
     * @param problem what is wrong with what was sent, or null
     * @param form the form that it was sent by, or null
     * @param saved what was changed, or null
     * @param gaps the tables that lack an answer since
     * @param editable false where nothing may be changed
     */
    record State(String problem, String form, String saved, List<Gap> gaps, boolean editable) {
        /** True where the problem is one of that form. */
        public boolean at(String key) {
            return problem != null && key.equals(form);
        }

        /** True where the problem is of no form that the page still shows. */
        public boolean anywhere() {
            return problem != null && form == null;
        }
    }

    private final DraftContext desk;
    private final TablePage tables;

    StructurePages(DraftContext desk, TablePage tables) {
        this.desk = desk;
        this.tables = tables;
    }

    /** The words; with {@code since} the tables that lack an answer since that version. */
    @GET
    @Path("{id}/vocabulary")
    public TemplateInstance vocabulary(@PathParam("id") String id, @RestQuery Integer since)
            throws IOException, AmendmentRefused {
        var draft = desk.amendments().draft(id);
        boolean known = since != null && since > 0 && since < draft.version();
        return page(
                draft,
                null,
                null,
                known ? String.join("；", draft.words()) : null,
                known ? desk.amendments().gapsSince(draft, since) : List.of());
    }

    private TemplateInstance page(Draft draft, String problem, String form, String saved, List<Gap> gaps)
            throws IOException {
        boolean editable = desk.actor().roles().contains(Actor.Role.EDITOR)
                && draft.state() != Draft.State.PUBLISHED
                && draft.state() != Draft.State.DISCARDED;
        return Templates.vocabulary(
                draft, Terms.of(desk.amendments().tables(draft)), new State(problem, form, saved, gaps, editable));
    }

    /** Changes what the tables are made of; with {@code look} shows what that would come to first. */
    @POST
    @Path("{id}/structure")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response change(@PathParam("id") String id, MultivaluedMap<String, String> form)
            throws IOException, AmendmentRefused, EditRefused {
        var draft = desk.amendments().draft(id);
        var file = form.getFirst("file");
        var back = file == null ? "vocabulary" : Links.query("table", "file", file, "at", form.getFirst("at"));
        try {
            var edit = List.of(edit(form));
            int version = version(form.getFirst("version"));
            if (form.getFirst("look") != null) {
                return Response.ok(Templates.renaming(draft, desk.amendments().trial(draft, edit), kept(form), back))
                        .build();
            }
            var changed = desk.amendments().edit(desk.actor(), id, version, edit);
            var since = String.valueOf(version);
            return DraftPages.seeOther(
                    changed,
                    "/"
                            + (file == null
                                    ? Links.query("vocabulary", "since", since)
                                    : back + "&saved=" + (changed.version() == version ? "none" : "true")));
        } catch (InvalidInput missing) {
            return refused(
                    draft,
                    form,
                    422,
                    missing.problems().stream().map(FieldProblem::detail).collect(Collectors.joining("；")));
        } catch (EditRefused refused) {
            return refused(draft, form, 422, refused.getMessage());
        } catch (AmendmentRefused refused) {
            if (refused.why() != Why.STALE || file == null) {
                throw refused;
            }
            return refused(draft, form, 412, refused.getMessage());
        }
    }

    /** The page that the form stands on, with what was typed and why it could not be taken. */
    private Response refused(Draft draft, MultivaluedMap<String, String> form, int status, String problem)
            throws IOException, AmendmentRefused {
        var said = FieldProblem.chinese(problem);
        if (form.getFirst("file") != null) {
            var typed = new LinkedHashMap<String, String>();
            form.forEach((field, texts) -> typed.put(field, texts.get(0)));
            return tables.refused(
                    draft, form.getFirst("file"), form.getFirst("at"), status, new Structure.Refused(said, typed));
        }
        return Response.status(status)
                .entity(page(draft, said, form.getFirst("form"), null, List.of()))
                .build();
    }

    private static int version(String text) throws AmendmentRefused {
        if (text == null || !text.matches("\\d{1,9}")) {
            throw new AmendmentRefused(Why.INVALID, "缺少草案的版本，请重新打开页面 / the version is missing");
        }
        return Integer.parseInt(text);
    }

    private static Edit edit(MultivaluedMap<String, String> form) {
        var members = new LinkedHashMap<String, Object>();
        form.forEach((field, texts) -> {
            var name = field.startsWith(MARK) ? field.substring(MARK.length()) : "";
            var given = texts.stream().filter(text -> !text.isBlank()).toList();
            if (name.isEmpty() || given.isEmpty() && OPTIONAL.contains(name) && !isOrder(form, name)) {
                return;
            }
            members.put(
                    name,
                    LISTS.contains(name)
                            ? given.stream()
                                    .flatMap(text -> Stream.of(text.split("[、\\r\\n]+")))
                                    .map(String::strip)
                                    .filter(word -> !word.isEmpty())
                                    .toList()
                            : texts.get(0));
        });
        var policy = form.getFirst("hitPolicy");
        if (policy != null) {
            // chosen as one: 「COLLECT SUM」
            boolean sums = policy.startsWith("COLLECT ") && !policy.strip().equals("COLLECT");
            members.put("hitPolicy", sums ? "COLLECT" : policy.strip());
            if (sums) {
                members.put("aggregation", policy.substring("COLLECT ".length()).strip());
            }
        }
        return JsonBody.of(members, EDIT);
    }

    /** An order of no values is one, too. */
    private static boolean isOrder(MultivaluedMap<String, String> form, String name) {
        return name.equals("values") && "setOutputOrder".equals(form.getFirst(MARK + "edit"));
    }

    /** The fields by which a form that was looked at is sent again. */
    private static Map<String, List<String>> kept(MultivaluedMap<String, String> form) {
        var kept = new LinkedHashMap<String, List<String>>();
        form.forEach((field, texts) -> {
            if (field.startsWith(MARK)
                    || List.of("version", "file", "at", "form").contains(field)) {
                kept.put(field, texts);
            }
        });
        return kept;
    }
}
