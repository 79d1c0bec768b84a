package dev.concierge.localstack.app;

import dev.concierge.localstack.CannotContinue;
import dev.concierge.localstack.setting.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;

/** Builds the services whose jar is missing or older than a source, and nothing else. */
public final class BuildFleet {
    private static final int TAIL = 25;

    private final Home home;

    public BuildFleet(Home home) {
        this.home = home;
    }

    public void build(List<String> services) {
        List<String> command = new ArrayList<>(List.of("./mvnw", "-B", "-ntp", "-q", "-T2", "-Pquick", "package"));
        command.addAll(List.of("-am", "-pl", String.join(",", services)));
        Path log = home.log("build");
        try {
            Files.createDirectories(log.getParent());
            FileTime start = Sources.markNow(home);
            ProcessBuilder maven = new ProcessBuilder(command)
                    .directory(home.root().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.to(log.toFile()));
            maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
            if (maven.start().waitFor() != 0) {
                throw new CannotContinue(
                        "the build failed:\n" + tail(log),
                        "correct what it says and run ./concierge up again (whole log: " + log + ")");
            }
            for (String service : services) {
                Sources.stamp(home, service, start);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotContinue("the build was interrupted", "run ./concierge up again", e);
        }
    }

    private static String tail(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
    }
}
