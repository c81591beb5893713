package io.shuangsuiji.draw.verify;

/**
 * One thing that was compared.
 *
 * @param id of the check, for programs
 * @param title the same for people, in Chinese
 * @param status what came of it
 * @param words what is different, or why nothing was compared; null where all is the same
 */
public record Check(String id, String title, Status status, Words words) {
    /** What came of a check. */
    public enum Status {
        /** What is published is what follows. */
        SAME,
        /** It is not. */
        DIFFERENT,
        /** What would be compared was not given. */
        NOT_GIVEN,
        /** Something before it is different, so that this says nothing. */
        NOT_REACHED
    }

    /** The checks, in the order in which they are made. */
    enum Item {
        FORM("form", "文件写法"),
        DIGEST("digest", "抽取记录的摘要"),
        COMMITMENT("commitment", "承诺的摘要"),
        RULES("commitmentRules", "承诺的内容"),
        SECRET("secret", "秘密数"),
        RANDOMNESS("randomness", "公开随机数"),
        POOL("pool", "抽取名录"),
        ROOT("poolRoot", "名录的根"),
        STRATA("strata", "各层数量"),
        ORDER("order", "签号和次序"),
        TASKS("tasks", "任务文件的摘要"),
        RECEIPTS("receipts", "纳入证明"),
        CHAIN("chain", "承诺的前后相接");

        private final String id;
        private final String title;

        Item(String id, String title) {
            this.id = id;
            this.title = title;
        }

        Check as(Status status, Words words) {
            return new Check(id, title, status, words);
        }
    }
}
