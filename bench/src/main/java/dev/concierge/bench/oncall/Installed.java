package dev.concierge.bench.oncall;

import dev.concierge.localstack.setting.CannotContinue;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A program of this machine's. */
final class Installed {
    private Installed() {}

    /** Its path. */
    static String program(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Path::toString)
                .orElseThrow(() -> new CannotContinue(
                        name + " is not installed",
                        "on Debian: apt-get install --no-install-recommends prometheus prometheus-alertmanager"
                                + " (their own daemons need not run)"));
    }
}
