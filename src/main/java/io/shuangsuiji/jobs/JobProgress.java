package io.shuangsuiji.jobs;

/** Told how far a job has come, from any thread. */
@FunctionalInterface
public interface JobProgress {
    /** Tells nobody. */
    JobProgress NONE = (phase, done, total) -> {};

    /**
     * So much of a phase is done.
     *
     * @param phase what is being done, in Chinese
     * @param done how many are done
     * @param total of how many; 0 where that is not known
     * @throws java.util.concurrent.CancellationException where the job has been cancelled: the work is to end by it
     */
    void at(String phase, long done, long total);
}
