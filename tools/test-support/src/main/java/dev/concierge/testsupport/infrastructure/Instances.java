package dev.concierge.testsupport.infrastructure;

import dev.concierge.localstack.infrastructure.ProcessIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/** The folders of infrastructures, one for each start, and which process each belongs to. */
final class Instances {
    private static final String PREFIX = "i";

    private final Path build;
    private final Path programs;

    Instances(Path build) {
        this.build = build;
        this.programs = build.resolve("programs");
    }

    Path create() throws IOException {
        return Files.createTempDirectory(build, PREFIX);
    }

    static void assign(Path instance, ProcessHandle process) {
        ProcessIdentity.of(process).write(identity(instance));
    }

    /** Ends what killed infrastructures left: servers that nobody watches, and their data. */
    void sweep() {
        orphaned().forEach(instance -> {
            new EmbeddedServers(instance, programs).stopLeftovers();
            delete(instance);
        });
    }

    static void delete(Path instance) {
        try {
            FileSystemUtils.deleteRecursively(instance);
        } catch (IOException stillInUse) {
            // it lies in target; the next sweep or clean takes it
        }
    }

    private List<Path> orphaned() {
        try (Stream<Path> files = Files.list(build)) {
            return files.filter(Files::isDirectory)
                    .filter(folder -> !folder.equals(programs))
                    .filter(folder -> ProcessIdentity.read(identity(folder))
                            .flatMap(ProcessIdentity::running)
                            .isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path identity(Path instance) {
        return instance.resolve("process");
    }
}
