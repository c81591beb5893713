package io.shuangsuiji.web.progress;

import io.shuangsuiji.jobs.ExpiringStore;
import io.shuangsuiji.web.Problem;
import io.shuangsuiji.web.ProblemException;
import io.shuangsuiji.web.intake.Upload;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;

/** Ledgers that the page has shown lately: that workbook, reports and publications can be had without sending one again. */
@ApplicationScoped
class KeptLedgers {
    private static final Duration KEPT = Duration.ofMinutes(30);
    private static final int MOST = 20;

    /** @param ledger the upload's copy; null for the sample */
    record Kept(LedgerJob job, Upload ledger) {
        void delete() {
            if (ledger != null) {
                ledger.close();
            }
        }
    }

    private final ExpiringStore<Kept> kept;

    KeptLedgers(Clock clock) {
        this.kept = new ExpiringStore<>(clock, KEPT, MOST, Kept::delete);
    }

    String keep(Kept ledger) throws IOException {
        return kept.keep(ledger);
    }

    /**
     * A ledger that was shown.
     *
     * @throws ProblemException where it is no longer kept
     */
    LedgerJob find(String id) {
        return kept.find(id)
                .map(Kept::job)
                .orElseThrow(() -> Problem.of(
                                404,
                                "LEDGER_EXPIRED",
                                "台账已过期 / the ledger is no longer kept",
                                "上传的台账只保留 30 分钟，请重新上传 / a ledger is kept for 30 minutes; send it again")
                        .thrown());
    }

    @PreDestroy
    void stop() {
        kept.close();
    }
}
