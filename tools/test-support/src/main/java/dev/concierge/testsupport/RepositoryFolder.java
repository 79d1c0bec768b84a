package dev.concierge.testsupport;

import java.nio.file.Files;
import java.nio.file.Path;

/** The root of the repository that a test runs in. */
final class RepositoryFolder {
    private RepositoryFolder() {}

    static Path find() {
        return above(Path.of("").toAbsolutePath());
    }

    static Path above(Path start) {
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("contracts").resolve("events"))) {
                return folder;
            }
        }
        throw new IllegalStateException(
                "No folder above " + start + " has contracts/events (expected: tests run inside the repository)");
    }
}
