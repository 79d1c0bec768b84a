package dev.concierge.localstack.process;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** How a process comes to be. */
@FunctionalInterface
public interface Launch {
    /** Starts it, or finds the one that already does its work; a RuntimeException tells the user why it cannot. */
    Launched launch() throws IOException;

    /**
     * A running process.
     *
     * @param end completes when it has ended, with how it ended in words
     */
    record Launched(ProcessHandle handle, CompletableFuture<String> end) {
        public static Launched child(Process process) {
            return new Launched(
                    process.toHandle(),
                    process.onExit().thenApply(ended -> "ended with exit code " + ended.exitValue()));
        }

        public static Launched found(ProcessHandle handle) {
            return new Launched(handle, handle.onExit().thenApply(_ -> "ended"));
        }
    }
}
