package dev.concierge.testsupport.infrastructure;

import dev.concierge.localstack.infrastructure.ProcessIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The test JVMs that use an infrastructure: one file each, void when its process is gone. */
final class Leases {
    private final Path folder;

    Leases(Path instance) {
        this.folder = instance.resolve("leases");
    }

    void take(ProcessHandle process) {
        try {
            Files.createDirectories(folder);
            ProcessIdentity.of(process).write(folder.resolve(String.valueOf(process.pid())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean anyAlive() {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.toList();
            return all.stream()
                    .anyMatch(file -> ProcessIdentity.read(file)
                            .flatMap(ProcessIdentity::running)
                            .isPresent());
        } catch (IOException removedMeanwhile) {
            return false;
        }
    }
}
