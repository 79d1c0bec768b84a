package dev.concierge.localstack.profile;

import dev.concierge.localstack.app.Java;
import dev.concierge.localstack.setting.CannotContinue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The JDK's flight recorder in another process, reached with {@code jcmd}. */
public final class FlightRecorder {
    private static final String NAME = "concierge-profile";
    /** After which it ends by itself, should nobody end it. */
    private static final Duration GRACE = Duration.ofSeconds(20);

    private final long pid;

    public FlightRecorder(long pid) {
        this.pid = pid;
    }

    /** Samples for so long, and writes the recording to {@code file}. */
    public void record(Duration time, Path file) throws IOException, InterruptedException {
        ask(
                "JFR.start",
                "name=" + NAME,
                "settings=profile",
                "duration=" + time.plus(GRACE).toSeconds() + "s",
                "filename=" + file.toAbsolutePath());
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
        ask("JFR.stop", "name=" + NAME);
        if (!Files.exists(file)) {
            throw refused("it wrote no recording");
        }
    }

    private void ask(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(Java.command()).resolveSibling("jcmd").toString(), Long.toString(pid)));
        command.addAll(List.of(words));
        Process jcmd = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        // it answers 0 also to what it refuses
        if (jcmd.waitFor() != 0 || said.contains("Could not") || said.contains("Exception")) {
            throw refused(said.strip());
        }
    }

    private CannotContinue refused(String said) {
        return new CannotContinue(
                "process " + pid + " cannot be recorded: "
                        + said.lines().reduce((_, last) -> last).orElse(said),
                "see whether it runs (./concierge status) on a JDK with jcmd, and whether another recording of it is on");
    }
}
