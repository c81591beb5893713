package io.shuangsuiji.scenario.run;

/** Told of the progress of long work, from any thread. */
@FunctionalInterface
public interface Progress {
    /** Tells nobody. */
    Progress NONE = (done, total) -> {};

    /** So many of so many are done. */
    void done(int done, int total);
}
