package dev.concierge.localstack.process;

import dev.concierge.localstack.setting.CannotContinue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Starts processes that write to a log and go on when whoever started them ends. */
public final class Spawned {
    /** Its own process group and no hang-up signal: neither Ctrl-C nor a closed terminal reaches it. */
    private static final String DETACHED = "set -m; log=$1; shift; nohup \"$@\" </dev/null >>\"$log\" 2>&1 &";

    private Spawned() {}

    /** @param environment added to ours */
    public static Process child(List<String> command, Map<String, String> environment, Path log) throws IOException {
        LogFiles.rotate(log);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile()))
                .redirectInput(Path.of("/dev/null").toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    public static void detached(List<String> command, Path log) {
        try {
            LogFiles.rotate(log);
            ProcessBuilder builder = new ProcessBuilder("bash", "-c", DETACHED, "bash", log.toString());
            builder.command().addAll(command);
            builder.redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotContinue("interrupted", "run the command again", e);
        }
    }
}
