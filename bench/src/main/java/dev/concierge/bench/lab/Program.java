package dev.concierge.bench.lab;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs of this machine's. */
public final class Program {
    private Program() {}

    /** @param more folders beside those of the PATH */
    public static Optional<Path> installed(String name, String... more) {
        return Stream.concat(
                        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)),
                        Arrays.stream(more))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Returns once it has ended well.
     *
     * @param log that what it prints is written behind
     */
    public static void run(Path folder, Map<String, String> environment, Path log, String... command)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        int exit = builder.start().waitFor();
        if (exit != 0) {
            throw new IOException(
                    "%s ended with %d in place of 0: see %s".formatted(String.join(" ", List.of(command)), exit, log));
        }
    }
}
