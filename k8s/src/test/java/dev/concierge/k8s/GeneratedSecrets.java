package dev.concierge.k8s;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What secrets.sh really writes. */
final class GeneratedSecrets {
    private GeneratedSecrets() {}

    static Set<String> in(Path folder) {
        try {
            String script = Sources.CHART.resolve("files/secrets.sh").toString();
            int exit = new ProcessBuilder("sh", script, folder.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IllegalStateException(script + ": exit code " + exit + " (expected: 0)");
            }
            try (Stream<Path> files = Files.list(folder)) {
                return files.map(Path::getFileName).map(Path::toString).collect(Collectors.toSet());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
