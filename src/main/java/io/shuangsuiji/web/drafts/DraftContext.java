package io.shuangsuiji.web.drafts;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.security.identity.SecurityIdentity;
import io.shuangsuiji.access.User;
import io.shuangsuiji.amendment.Amendments;
import io.shuangsuiji.amendment.Publishing;
import io.shuangsuiji.amendment.Registries;
import io.shuangsuiji.amendment.Reports;
import io.shuangsuiji.amendment.Reports.Weighing;
import io.shuangsuiji.amendment.check.Check;
import io.shuangsuiji.amendment.draft.Actor;
import io.shuangsuiji.amendment.draft.Draft;
import io.shuangsuiji.amendment.draft.EditionFolder;
import io.shuangsuiji.decision.batch.CompiledJsonEvaluator;
import io.shuangsuiji.jobs.JobQueue;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.compile.EditionCompiler;
import io.shuangsuiji.policy.store.EditionCatalog;
import io.shuangsuiji.policy.store.EditionStore;
import io.shuangsuiji.web.Problem;
import io.shuangsuiji.web.ServiceConfig;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** The drafts that this service keeps, and who stands before them. */
@ApplicationScoped
public class DraftContext {
    private static final Logger LOG = Logger.getLogger(DraftContext.class);
    private static final Pattern TAG = Pattern.compile("\"(\\d{1,9})\"");

    @Inject
    ServiceConfig config;

    @Inject
    Clock clock;

    @Inject
    EditionStore store;

    @Inject
    SecurityIdentity identity;

    @Inject
    JobQueue jobs;

    private Amendments amendments;
    private Registries registries;
    private Reports reports;

    @PostConstruct
    void open() {
        registries = new Registries(config.drafts().resolve("registry"), config.samples(), store, clock);
    }

    /** Puts in order at once what a crash may have left: an edition half published must not wait for a visitor. */
    void start(@Observes StartupEvent started) {
        if (Files.isDirectory(config.drafts())) {
            try {
                amendments();
            } catch (IOException notWritable) {
                LOG.warn("草案文件夹不可用，决策照常 / the folder of drafts cannot be used; decisions go on: " + notWritable);
            }
        }
    }

    /** The drafts. */
    public synchronized Amendments amendments() throws IOException {
        if (amendments == null) {
            amendments = new Amendments(config.drafts(), config.editions(), config.rules(), config.scenarios(), clock);
            amendments.claim();
            var check = new Check(new EditionCompiler(CompiledJsonEvaluator::accelerate), config.checkTime());
            reports = new Reports(amendments, registries, config.rules(), check, jobs);
        }
        return amendments;
    }

    /** The steps towards publication. */
    public Publishing publishing() throws IOException {
        return amendments().publishing();
    }

    /** The checks and impacts of drafts. */
    public Reports reports() throws IOException {
        amendments();
        return reports;
    }

    /** The registry that impacts are worked out over. */
    public Registries registries() {
        return registries;
    }

    /** What an impact is worked out over: the edition that would be in force on the draft's first day without it. */
    public Weighing weighing(Draft draft, LocalDate today, Registries.File registry, UnaryOperator<String> parameters) {
        var request = registry.card().request(draft, parameters, today);
        var day = draft.header().effectiveOn() == null ? today : draft.header().effectiveOn();
        var before = catalog()
                .inForceOn(day)
                .orElseThrow(() -> Problem.of(
                                422,
                                "NO_EDITION_IN_FORCE",
                                "没有可比的版本 / nothing to compare with",
                                day + " 没有生效的版本 / no edition is in force on that day")
                        .thrown());
        return new Weighing(before, request, registry);
    }

    /** The editions that serve. */
    EditionCatalog catalog() {
        return store.catalog();
    }

    /** The files that an edition serves with, and its scenarios as they lie on the disk. */
    SortedMap<String, byte[]> content(Edition edition) throws IOException {
        var files = EditionFolder.proved(
                        config.editions().resolve(edition.name().toString()), config.scenarios())
                .paths();
        files.putAll(edition.files());
        return files;
    }

    /** Takes up at once what a step has changed in the folder of editions. */
    public void editionsChanged() {
        store.load();
    }

    /** Whoever is signed in. */
    public Actor actor() {
        var roles = EnumSet.noneOf(Actor.Role.class);
        if (identity.hasRole(User.EDITOR)) {
            roles.add(Actor.Role.EDITOR);
        }
        if (identity.hasRole(User.APPROVER)) {
            roles.add(Actor.Role.APPROVER);
        }
        return new Actor(identity.getPrincipal().getName(), roles);
    }

    /** The version that {@code If-Match} names. */
    static int version(String ifMatch) {
        if (ifMatch == null) {
            throw Problem.of(
                            428,
                            "VERSION_REQUIRED",
                            "需要 If-Match / If-Match is required",
                            "请在 If-Match 中写明所改的版本，即 GET 时的 ETag，如 \"3\" / name the version that you change in If-Match:"
                                    + " the ETag of the GET, such as \"3\"")
                    .thrown();
        }
        return Optional.of(TAG.matcher(ifMatch.strip()))
                .filter(tag -> tag.matches())
                .map(tag -> Integer.parseInt(tag.group(1)))
                .orElseThrow(() -> Problem.parameter(
                                "If-Match",
                                "应为 GET 时的 ETag，如 \"3\"，收到 " + ifMatch
                                        + " / expected the ETag of the GET, such as \"3\"")
                        .thrown());
    }
}
