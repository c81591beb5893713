package io.shuangsuiji.web.drafts;

import io.shuangsuiji.amendment.AmendmentRefused;
import io.shuangsuiji.amendment.AmendmentRefused.Why;
import io.shuangsuiji.amendment.Draft;
import io.shuangsuiji.amendment.ReportProgress;
import io.shuangsuiji.decision.InvalidInput;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.UnreadableFile;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The checks and impacts that pages have started: one at a time, a few waiting, so that a page can show how far its own has
 * come. What they find is kept with the draft; here is kept only how the last few went.
 */
@ApplicationScoped
class ReportRuns {
    private static final Logger LOG = Logger.getLogger(ReportRuns.class);
    private static final int MOST = 50;
    private static final int WAITING = 8;

    private final Map<String, Run> runs = new LinkedHashMap<>();
    private final ExecutorService worker =
            new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(WAITING), task -> {
                var thread = new Thread(task, "report-runs");
                thread.setDaemon(true);
                return thread;
            });

    /** Makes a report. */
    interface Work {
        void run(ReportProgress progress) throws IOException, AmendmentRefused;
    }

    /** A run, read by the page while the worker goes on with it. */
    static final class Run {
        private final CountDownLatch end = new CountDownLatch(1);
        private volatile Step step = new Step("等待前面的测算", 0, 0);
        private volatile List<String> problems = List.of();

        /**
         * How far it has come.
         *
         * @param phase what is being done
         * @param done how many are done
         * @param total of how many; 0 where that is not known
         */
        record Step(String phase, long done, long total) {
            /** In words: {@code 运行场景 120 / 300（40%）}. */
            public String words() {
                return phase
                        + (total > 0
                                ? " " + done + " / " + total + "（" + 100 * done / total + "%）"
                                : done > 0 ? " " + done : "");
            }
        }

        public Step step() {
            return step;
        }

        public boolean finished() {
            return end.getCount() == 0;
        }

        /** Why there is no report, where there is none. */
        public List<String> problems() {
            return problems;
        }

        /** Told from many threads, not always in order. */
        private synchronized void at(String phase, long done, long total) {
            if (!phase.equals(step.phase()) || done > step.done()) {
                step = new Step(phase, done, total);
            }
        }

        private void go(Work work) {
            try {
                work.run(this::at);
            } catch (InvalidInput invalid) {
                problems = invalid.problems().stream().map(FieldProblem::detail).toList();
            } catch (UnreadableFile unreadable) {
                problems =
                        unreadable.problems().stream().map(FieldProblem::detail).toList();
            } catch (AmendmentRefused refused) {
                problems = List.of(refused.getMessage());
            } catch (IOException | RuntimeException | Error unforeseen) {
                var id = UUID.randomUUID().toString();
                LOG.error("report failed, id " + id, unforeseen);
                problems = List.of("服务内部错误，请把编号 " + id + " 告诉管理员 / internal error " + id);
            } finally {
                end.countDown();
            }
        }
    }

    /**
     * Starts the making of a report on exactly this draft.
     *
     * @param kind of the report
     * @throws AmendmentRefused where too many are waiting
     */
    Run start(String kind, Draft draft, Work work) throws AmendmentRefused {
        var run = new Run();
        synchronized (runs) {
            var key = key(kind, draft);
            runs.remove(key);
            runs.put(key, run);
            runs.entrySet().removeIf(old -> runs.size() > MOST && old.getValue().finished());
        }
        var loader = Thread.currentThread().getContextClassLoader();
        try {
            worker.execute(() -> {
                Thread.currentThread().setContextClassLoader(loader);
                run.go(work);
            });
        } catch (RejectedExecutionException full) {
            synchronized (runs) {
                runs.remove(key(kind, draft), run);
            }
            throw new AmendmentRefused(
                    Why.WRONG_STATE, "正在进行的校验和测算太多，请稍后再试 / too many reports are being made: try again later");
        }
        return run;
    }

    /** The last run on exactly this draft, if it was not long ago. */
    Optional<Run> find(String kind, Draft draft) {
        synchronized (runs) {
            return Optional.ofNullable(runs.get(key(kind, draft)));
        }
    }

    /** Waits for a run that is under way, for programs that ask for its report. */
    void await(String kind, Draft draft, long seconds) {
        find(kind, draft).ifPresent(run -> {
            try {
                if (!run.end.await(seconds, TimeUnit.SECONDS)) {
                    LOG.debugf("%s of %s is still under way", kind, draft.id());
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @PreDestroy
    void stop() {
        worker.shutdownNow();
    }

    private static String key(String kind, Draft draft) {
        return kind + " " + draft.id() + " " + draft.digest();
    }
}
