package io.shuangsuiji.cli.console;

/** Ends a command with a message for its user. */
public final class CommandFailure extends RuntimeException {
    /** The check found something, or no edition answers. */
    public static final int FOUND = 1;

    /** The arguments or the input are wrong. */
    public static final int WRONG = 2;

    private final int exit;

    public CommandFailure(int exit, String message) {
        super(message, null, false, false);
        this.exit = exit;
    }

    public int exit() {
        return exit;
    }
}
