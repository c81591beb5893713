package io.shuangsuiji;

import io.quarkus.runtime.annotations.QuarkusMain;
import io.shuangsuiji.cli.CommandLineInterface;

/** Starts the service, or runs a command without it. */
@QuarkusMain
public final class Main {
    /** With no argument the service starts; else the first one names a command. */
    public static void main(String... args) {
        int exit = CommandLineInterface.standard().execute(args.length == 0 ? new String[] {"serve"} : args);
        if (exit != 0) {
            System.exit(exit);
        }
    }
}
