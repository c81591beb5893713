package io.shuangsuiji.amendment;

/** Told how far the making of a report has come, from any thread. */
@FunctionalInterface
public interface ReportProgress {
    /** Tells nobody. */
    ReportProgress NONE = (phase, done, total) -> {};

    /**
     * So much of a phase is done.
     *
     * @param phase what is being done, in Chinese
     * @param done how many are done
     * @param total of how many; 0 where that is not known
     */
    void at(String phase, long done, long total);
}
