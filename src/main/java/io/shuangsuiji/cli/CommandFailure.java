package io.shuangsuiji.cli;

/** Ends a command with a message for its user. */
final class CommandFailure extends RuntimeException {
    private final int exit;

    CommandFailure(int exit, String message) {
        super(message, null, false, false);
        this.exit = exit;
    }

    int exit() {
        return exit;
    }
}
