package io.shuangsuiji.jobs;

/** A job that was not taken, because as many as may wait are waiting already. */
public final class QueueFull extends RuntimeException {
    QueueFull() {
        super("正在进行的任务太多，请稍后再试 / too many jobs are under way: try again later", null, false, false);
    }
}
