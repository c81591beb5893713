package io.shuangsuiji.web;

import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.store.EditionCatalog;
import io.shuangsuiji.policy.store.EditionStore;
import io.shuangsuiji.sheets.header.Spelling;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The policy that a request sees: one catalogue, taken once, and the one edition that {@code asOf} or {@code edition}
 * chooses from it. Nothing that is swapped in later reaches the request.
 */
@RequestScoped
public class RequestEdition {
    private static final String AS_OF = "asOf";
    private static final String EDITION = "edition";

    private final EditionCatalog catalog;
    private final LocalDate today;
    private final UriInfo uri;
    private Edition chosen;
    private LocalDate asOf;

    RequestEdition(EditionStore store, Clock clock, @Context UriInfo uri) {
        this.catalog = store.catalog();
        this.today = LocalDate.now(clock);
        this.uri = uri;
    }

    /** The catalogue at the moment when the request came. */
    public EditionCatalog catalog() {
        return catalog;
    }

    /** Today in Asia/Shanghai. */
    public LocalDate today() {
        return today;
    }

    /** The edition that the request asks for; by default the one in force today. */
    public Edition edition() {
        return edition(today);
    }

    /** The edition that the request asks for; by default the one in force on the given day. */
    public Edition edition(LocalDate defaultAsOf) {
        if (chosen == null) {
            chosen = choose(defaultAsOf);
        }
        return chosen;
    }

    /**
     * Of an answer about several days, the edition for one of them: the one that the request asks for, else the one in
     * force then, if any.
     */
    public Optional<Edition> editionOn(LocalDate day) {
        return query(AS_OF).isPresent() || query(EDITION).isPresent() ? Optional.of(edition()) : catalog.inForceOn(day);
    }

    /** That model of the edition that the request asks for. */
    public DecisionModel model(String name) {
        var models = edition().models();
        return edition()
                .model(name)
                .orElseThrow(() -> Problem.of(
                                404,
                                "UNKNOWN_MODEL",
                                "没有这个决策模型 / no such decision model",
                                "没有「" + name + "」，现有：" + String.join(", ", models.keySet()) + " / there is no model \""
                                        + name + "\"; there are " + String.join(", ", models.keySet()))
                        .with("models", models.keySet())
                        .thrown());
    }

    /** The named edition, as if the query had pinned it. */
    public Edition pin(String name) {
        chosen = named(name);
        return chosen;
    }

    /** Names on the answer the edition that an earlier request chose. */
    public void answeredBy(Edition edition) {
        chosen = edition;
    }

    /** Takes the edition in force today for the answer's headers, where there is one and no other was asked for. */
    public void preferCurrent() {
        chosen = catalog.inForceOn(today).orElse(null);
    }

    /** The edition, where one has been chosen. */
    Optional<Edition> chosen() {
        return Optional.ofNullable(chosen);
    }

    /** The day by which the edition was chosen; empty where none is chosen yet, or it was named. */
    public Optional<LocalDate> asOf() {
        return Optional.ofNullable(asOf);
    }

    private Edition choose(LocalDate defaultAsOf) {
        refuseMisspelt();
        var given = query(AS_OF);
        var pinned = query(EDITION);
        if (given.isPresent() && pinned.isPresent()) {
            throw Problem.parameters(List.of(
                            new Problem.Place(
                                    null, AS_OF, "asOf 与 edition 只能给一个 / give either asOf or edition, not both"),
                            new Problem.Place(
                                    null, EDITION, "asOf 与 edition 只能给一个 / give either asOf or edition, not both")))
                    .thrown();
        }
        var day = given.map(text -> Parameters.date(AS_OF, text)).orElse(defaultAsOf);
        if (catalog.serving().isEmpty()) {
            throw Problem.of(
                            503,
                            "NO_EDITION",
                            "没有可用的政策版本 / no policy edition serves",
                            "没有一个版本通过检查，见 /editions / no edition passed its checks; see /editions")
                    .thrown();
        }
        if (pinned.isPresent()) {
            return named(pinned.get());
        }
        this.asOf = day;
        return inForce(day);
    }

    private Edition named(String name) {
        return catalog.named(name)
                .orElseThrow(
                        () -> missing("UNKNOWN_EDITION", "没有版本「" + name + "」 / there is no edition \"" + name + "\""));
    }

    private Edition inForce(LocalDate day) {
        return catalog.inForceOn(day)
                .orElseThrow(() -> missing(
                        "NO_EDITION_IN_FORCE",
                        day + " 没有生效的版本，可用 asOf 或 edition 另选 / no edition is in force on " + day
                                + "; choose one by asOf or edition"));
    }

    private ProblemException missing(String code, String detail) {
        var names = catalog.serving().keySet().stream().map(Object::toString).toList();
        return Problem.of(
                        404,
                        code,
                        "没有这个政策版本 / no such policy edition",
                        detail + "（现有：" + String.join(", ", names) + "）")
                .with("editions", names)
                .thrown();
    }

    private Optional<String> query(String name) {
        var values = uri.getQueryParameters().getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw Problem.parameter(name, "只能给一次，收到 " + values + " / given more than once")
                    .thrown();
        }
        return values.stream().findFirst();
    }

    /** An {@code asof} that is passed over would be answered by another edition than the one meant. */
    private void refuseMisspelt() {
        var known = List.of(AS_OF, EDITION);
        for (var name : uri.getQueryParameters().keySet()) {
            if (!known.contains(name)) {
                Spelling.nearest(name, known).ifPresent(meant -> {
                    throw Problem.parameter(
                                    name, "未知的参数，疑为 " + meant + " 之误 / unknown parameter: did you mean " + meant + "?")
                            .thrown();
                });
            }
        }
    }
}
