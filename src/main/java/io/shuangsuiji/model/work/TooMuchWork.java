package io.shuangsuiji.model.work;

/** A formula costs more than any may: it was stopped. */
public final class TooMuchWork extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String chinese;
    private final String english;
    private String file;
    private String element;
    private String formula;

    /** What is said in both languages. */
    public TooMuchWork(String chinese, String english) {
        super(null, null, false, false);
        this.chinese = chinese;
        this.english = english;
    }

    /** Says which formula it was; the innermost is the first to say so. */
    public TooMuchWork in(String file, String element, String formula) {
        if (this.file == null && this.element == null && this.formula == null) {
            this.file = file;
            this.element = element;
            this.formula = formula;
        }
        return this;
    }

    /** The file of the formula, null where no file holds it. */
    public String file() {
        return file;
    }

    /** The id of the DMN element that the formula belongs to, or null. */
    public String element() {
        return element;
    }

    /** The formula, null where it is not known. */
    public String formula() {
        return formula;
    }

    /** What was found and what is allowed, in Chinese and English, without the formula. */
    public String reason() {
        return chinese + " / " + english;
    }

    /** The same with the formula. */
    @Override
    public String getMessage() {
        return (formula == null ? "" : "公式「" + shown(formula).replace(" / ", "/") + "」") + reason();
    }

    /** So much of a formula as fits into a message. */
    public static String shown(String formula) {
        return formula.length() > 80 ? formula.substring(0, 80) + "…" : formula;
    }
}
