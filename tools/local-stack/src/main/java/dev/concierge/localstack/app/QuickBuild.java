package dev.concierge.localstack.app;

import dev.concierge.localstack.setting.CannotContinue;
import dev.concierge.localstack.setting.Home;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Packs modules, and what they stand on, with Maven, without tests and checks; what Maven says is in the log "build". */
public final class QuickBuild {
    private static final int TAIL = 25;

    private QuickBuild() {}

    /** @throws CannotContinue with the end of the log when the build fails */
    public static void of(List<String> modules, Home home) throws IOException, InterruptedException {
        Path log = home.log("build");
        Files.createDirectories(log.getParent());
        ProcessBuilder maven = new ProcessBuilder(
                        "./mvnw", "-B", "-q", "-Pquick", "package", "-am", "-pl", String.join(",", modules))
                .directory(home.root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(log.toFile()));
        maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
        if (maven.start().waitFor() != 0) {
            throw new CannotContinue(
                    "the build failed:\n" + tail(log),
                    "correct what it says and run the command again (whole log: " + log + ")");
        }
    }

    private static String tail(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
    }
}
