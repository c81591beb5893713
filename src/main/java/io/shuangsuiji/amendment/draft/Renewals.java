package io.shuangsuiji.amendment.draft;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Counts on in the leases of all folders that this process has opened, and gives them up when it ends. */
final class Renewals {
    private final Set<Workspace> opened = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "drafts-lease");
        thread.setDaemon(true);
        return thread;
    });

    Renewals() {
        long third = Lease.TERM.toMillis() / 3;
        clock.scheduleWithFixedDelay(() -> opened.forEach(this::renew), third, third, TimeUnit.MILLISECONDS);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> opened.forEach(this::release), "drafts-lease-end"));
    }

    void add(Workspace workspace) {
        opened.add(workspace);
    }

    private void renew(Workspace workspace) {
        if (workspace.isGone()) {
            opened.remove(workspace);
            return;
        }
        try {
            workspace.renew();
        } catch (IOException | RuntimeException notNow) {
            // if it cannot be renewed for a whole term, another takes over, and the next step here says so
        }
    }

    private void release(Workspace workspace) {
        try {
            if (!workspace.isGone()) {
                workspace.release();
            }
        } catch (IOException | RuntimeException notNow) {
            // the lease ends by itself
        }
    }
}
