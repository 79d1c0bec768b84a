package dev.concierge.localstack.process;

import dev.concierge.localstack.infrastructure.ProcessIdentity;
import dev.concierge.localstack.setting.CannotContinue;
import dev.concierge.localstack.setting.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A supervisor steps aside and leaves its processes running, for the next one to adopt what still fits. */
public final class Handover {
    private static final int BOUND_SECONDS = 5;

    private Handover() {}

    public static void request(Home home) {
        RunState state = RunState.read(home);
        ProcessIdentity supervisor = state.supervisor();
        if (supervisor == null) {
            return;
        }
        supervisor.running().ifPresent(handle -> {
            try {
                Files.writeString(file(home), "");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            // A supervisor that does not listen is killed: its children go on, and the state on disk is whole.
            handle.onExit()
                    .completeOnTimeout(handle, BOUND_SECONDS, TimeUnit.SECONDS)
                    .join();
            if (handle.isAlive() && !handle.destroyForcibly()) {
                throw new CannotContinue(
                        "the supervisor with pid " + handle.pid() + " does not end", "run: kill -9 " + handle.pid());
            }
        });
    }

    static boolean isWanted(Home home) {
        return Files.exists(file(home));
    }

    /** Ends this process without its shutdown hooks, which would stop the fleet. */
    static void give(Home home) {
        forget(home);
        Runtime.getRuntime().halt(0);
    }

    /** A request that nobody took must not end the next supervisor. */
    static void forget(Home home) {
        try {
            Files.deleteIfExists(file(home));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file(Home home) {
        return home.run().resolve("handover");
    }
}
