package io.shuangsuiji.web;

import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.scenario.BadWorkbook;
import io.shuangsuiji.scenario.Equivalents;
import io.shuangsuiji.scenario.MutationReport;
import io.shuangsuiji.scenario.MutationRun;
import io.shuangsuiji.scenario.Problem;
import io.shuangsuiji.scenario.ResultWorkbook;
import io.shuangsuiji.scenario.ScenarioBook;
import io.shuangsuiji.scenario.ScenarioReport;
import io.shuangsuiji.scenario.ScenarioRunner;
import io.shuangsuiji.scenario.Suggestion;
import io.shuangsuiji.scenario.Suggestions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The runs that the page has started: one at a time, a few waiting, so that the page can show how far each is. A run is
 * kept for half an hour, or until twenty later ones have come.
 */
@ApplicationScoped
class ScenarioRuns {
    private static final Logger LOG = Logger.getLogger(ScenarioRuns.class);
    private static final Duration KEPT = Duration.ofMinutes(30);
    private static final int MOST = 20;
    private static final int WAITING = 8;

    private final Clock clock;
    private final Map<String, Run> runs = new LinkedHashMap<>();
    private final ExecutorService worker =
            new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(WAITING), task -> {
                var thread = new Thread(task, "scenario-runs");
                thread.setDaemon(true);
                return thread;
            });

    ScenarioRuns(Clock clock) {
        this.clock = clock;
    }

    /** A run, read by the page while the worker goes on with it. */
    static final class Run {
        private final Edition edition;
        private final String name;
        private final boolean mutate;
        private final Instant since;
        private volatile String phase = "等待";
        private volatile int done;
        private volatile int total;
        private volatile List<Problem> problems = List.of();
        private volatile ScenarioReport report;
        private volatile List<Suggestion> suggestions = List.of();
        private volatile MutationReport mutation;
        private volatile byte[] workbook;

        private Run(Edition edition, String name, boolean mutate, Instant since) {
            this.edition = edition;
            this.name = name;
            this.mutate = mutate;
            this.since = since;
        }

        public Edition edition() {
            return edition;
        }

        public String name() {
            return name;
        }

        public String phase() {
            return phase;
        }

        public int done() {
            return done;
        }

        public int total() {
            return total;
        }

        public boolean finished() {
            return workbook != null || !problems.isEmpty();
        }

        public List<Problem> problems() {
            return problems;
        }

        public ScenarioReport report() {
            return report;
        }

        public List<Suggestion> suggestions() {
            return suggestions;
        }

        public MutationReport mutation() {
            return mutation;
        }

        byte[] workbook() {
            return workbook;
        }

        private void go(byte[] file) {
            try {
                phase = "读取工作簿";
                var book = ScenarioBook.read(edition, name, file);
                phase = "运行场景";
                report = ScenarioRunner.run(edition, List.of(book), this::at);
                phase = "查找还缺的场景";
                suggestions = Suggestions.forCoverage(edition, List.of(book), report.coverage());
                if (mutate) {
                    phase = "逐格改动决策表";
                    at(0, 0);
                    mutation = MutationRun.run(edition, List.of(book), Equivalents.NONE, this::at);
                }
                phase = "写入结果";
                workbook = ResultWorkbook.write(edition, book, report, suggestions);
            } catch (BadWorkbook refused) {
                problems = refused.problems();
            } catch (RuntimeException | Error unforeseen) {
                var id = UUID.randomUUID().toString();
                LOG.error("scenario run failed, id " + id, unforeseen);
                problems = List.of(new Problem(null, null, "服务内部错误，请把编号 " + id + " 告诉管理员 / internal error"));
            }
        }

        private void at(int nowDone, int ofTotal) {
            done = Math.max(nowDone, ofTotal == total ? done : 0);
            total = ofTotal;
        }
    }

    /** Starts a run; empty where too many are waiting. */
    Optional<String> start(Edition edition, String name, byte[] file, boolean mutate) {
        var run = new Run(edition, name, mutate, clock.instant());
        try {
            var loader = Thread.currentThread().getContextClassLoader();
            worker.execute(() -> {
                Thread.currentThread().setContextClassLoader(loader);
                run.go(file);
            });
        } catch (RejectedExecutionException full) {
            return Optional.empty();
        }
        var id = UUID.randomUUID().toString();
        synchronized (this) {
            forget();
            runs.put(id, run);
        }
        return Optional.of(id);
    }

    /** The run of that name, as long as it is kept. */
    synchronized Optional<Run> find(String id) {
        forget();
        return Optional.ofNullable(runs.get(id));
    }

    @PreDestroy
    void stop() {
        worker.shutdownNow();
    }

    private void forget() {
        var oldest = clock.instant().minus(KEPT);
        runs.values().removeIf(run -> run.finished() && run.since.isBefore(oldest));
        for (var each = runs.values().iterator(); runs.size() >= MOST && each.hasNext(); ) {
            if (each.next().finished()) {
                each.remove();
            }
        }
    }
}
