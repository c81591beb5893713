package io.shuangsuiji.web.drafts;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.shuangsuiji.access.User;
import io.shuangsuiji.amendment.Amendments;
import io.shuangsuiji.amendment.Publishing;
import io.shuangsuiji.amendment.Registries;
import io.shuangsuiji.amendment.Reports;
import io.shuangsuiji.amendment.Reports.Weighing;
import io.shuangsuiji.amendment.check.Check;
import io.shuangsuiji.amendment.draft.Actor;
import io.shuangsuiji.amendment.draft.AmendmentLog;
import io.shuangsuiji.amendment.draft.AmendmentRefused;
import io.shuangsuiji.amendment.draft.AmendmentRefused.Why;
import io.shuangsuiji.amendment.draft.Draft;
import io.shuangsuiji.amendment.draft.EditionFolder;
import io.shuangsuiji.amendment.draft.Lease;
import io.shuangsuiji.amendment.start.NewPlan;
import io.shuangsuiji.decision.batch.CompiledJsonEvaluator;
import io.shuangsuiji.jobs.JobQueue;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.EditionName;
import io.shuangsuiji.policy.compile.EditionCompiler;
import io.shuangsuiji.policy.store.EditionCatalog;
import io.shuangsuiji.policy.store.EditionState;
import io.shuangsuiji.policy.store.EditionStore;
import io.shuangsuiji.registry.Samples;
import io.shuangsuiji.web.CallerAddress;
import io.shuangsuiji.web.Metrics;
import io.shuangsuiji.web.Problem;
import io.shuangsuiji.web.ServiceConfig;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** The drafts that this service keeps, and who stands before them. */
@ApplicationScoped
@Named("draftsFolder")
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

    @Inject
    CurrentVertxRequest request;

    private Amendments amendments;
    private volatile Lease lease;
    private volatile String unwritable;
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "drafts-lease");
        thread.setDaemon(true);
        return thread;
    });
    private Registries registries;
    private Reports reports;

    @PostConstruct
    void open() {
        registries = new Registries(config.drafts().resolve("registry"), new Samples(config.samples()), store, clock);
    }

    /** Puts in order at once what a crash may have left: an edition half published must not wait for a visitor. */
    void start(@Observes StartupEvent started, Metrics metrics) {
        metrics.record(
                "amendments",
                () -> AmendmentLog.read(config.drafts().resolve(AmendmentLog.FILE))
                        .tail());
        if (!Files.isDirectory(config.drafts())) {
            return;
        }
        try {
            var log = amendments().log();
            LOG.infof("修订日志链头 / head of the log of amendments %s", log.tail().anchor(AmendmentLog.CHAINED.name()));
            amendments().altered().forEach(LOG::error);
        } catch (IOException unusable) {
            // decisions go on; whoever comes for a draft is told
            LOG.errorf("草案不能使用 / drafts cannot be used: %s", unusable.getMessage());
        }
    }

    /** The drafts. */
    public synchronized Amendments amendments() throws IOException {
        if (amendments == null) {
            lease = lease == null ? new Lease(config.drafts(), config.draftsLease(), clock) : lease;
            amendments = new Amendments(
                    config.drafts(),
                    config.editions(),
                    config.rules(),
                    config.scenarios(),
                    clock,
                    lease,
                    name -> catalog().named(name.toString()).isPresent());
            long third = config.draftsLease().toMillis() / 3;
            heart.scheduleWithFixedDelay(this::live, 0, third, TimeUnit.MILLISECONDS);
            var check = new Check(new EditionCompiler(CompiledJsonEvaluator::accelerate), config.checkTime());
            reports = new Reports(amendments, registries, config.rules(), check, jobs);
        }
        return amendments;
    }

    private void live() {
        try {
            lease.renew();
            unwritable = null;
        } catch (IOException notNow) {
            unwritable = notNow.toString();
            // steps say so themselves; whoever waits for the folder may take it
            LOG.warnf("草案文件夹的使用权没有续上 / the lease of the drafts is not renewed: %s", notNow.getMessage());
        }
    }

    @PreDestroy
    void close() throws IOException {
        heart.shutdownNow();
        if (lease != null) {
            lease.close();
        }
    }

    /** The other service that alone may change the drafts, in words; empty where this one may. */
    public Optional<String> getHeldBy() {
        return Optional.ofNullable(lease).flatMap(Lease::other);
    }

    /** Why the folder could not be written when that was last tried; empty where it could. */
    Optional<String> unwritable() {
        return Optional.ofNullable(unwritable);
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
    public Weighing weighing(Draft draft, LocalDate today, Registries.File registry, SortedMap<String, String> given) {
        var day = draft.header().effectiveOn() == null ? today : draft.header().effectiveOn();
        var before = catalog()
                .inForceOn(day)
                .orElseThrow(() -> Problem.of(
                                422,
                                "NO_EDITION_IN_FORCE",
                                "没有可比的版本 / nothing to compare with",
                                day + " 没有施行的版本 / no edition is in force on that day")
                        .thrown());
        return new Weighing(before, given, registry.card().parameters(), firstDay(draft, today), today, registry);
    }

    /** When a draft can take effect at the earliest: the day it names, if that is still to come. */
    public static LocalDate firstDay(Draft draft, LocalDate today) {
        var day = draft.header().effectiveOn();
        return day == null || day.isBefore(today) ? today : day;
    }

    /**
     * Begins a draft.
     *
     * @param start with what a plan of its own begins; null for an amendment of the base
     */
    public Draft begin(EditionName base, Draft.Header header, NewPlan.Kind start) throws IOException, AmendmentRefused {
        if (start == null) {
            return amendments().create(actor(), base, header);
        }
        var edition = catalog()
                .named(base.toString())
                .orElseThrow(
                        () -> new AmendmentRefused(Why.NOT_FOUND, "没有 " + base + " 版 / there is no edition " + base));
        return amendments().establish(actor(), base, header, new NewPlan(edition, start));
    }

    /** What has become of the edition that a draft was published as; null where it was not. */
    public EditionState edition(Draft draft, LocalDate today) {
        var catalog = catalog();
        return draft.published() == null
                ? null
                : catalog.folder(draft.published())
                        .map(folder -> EditionState.of(catalog, folder, today))
                        .orElse(null);
    }

    /** The editions that serve. */
    public EditionCatalog catalog() {
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

    /**
     * Refuses whoever is not signed in, where a page that is open to all is asked about a draft.
     *
     * @throws UnauthorizedException where nobody is signed in
     */
    public void requireSignedIn() {
        if (identity.isAnonymous()) {
            throw new UnauthorizedException();
        }
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
        return new Actor(identity.getPrincipal().getName(), roles, CallerAddress.of(request.getCurrent()));
    }

    /** The version that {@code If-Match} names. */
    public static int version(String ifMatch) {
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
