package dev.concierge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What docs/adding-a-service.md promises, done to a copy of the tree; before a fleet takes its share of the machine. */
@Order(0)
class AddServiceTests {
    private static final Set<String> LEFT =
            Set.of(".git", ".concierge", "node_modules", "test-classes", "surefire-reports", "flow-tests");

    /** The servers of the build and its fleets: gigabytes that change meanwhile, and that no build reads. */
    private static final Set<Path> DATA = Set.of(Path.of("target"), Path.of("e2e", "target"));

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void aServiceIsOneCommandAway(@TempDir Path copy) throws Exception {
        copyTree(RunningFleet.ROOT, copy);

        run(copy, "./concierge", "add-service", "booking-service");
        run(copy, "./mvnw", "-B", "-q", "-o", "-Pquick", "package", "-pl", "booking-service", "-am");

        try (var jars = Files.newDirectoryStream(copy.resolve("booking-service/target"), "booking-service-*.jar")) {
            assertThat(jars).as("what ./concierge and the image start").hasSize(1);
        }
        for (String list : List.of(
                "fleet.json",
                "docker-compose.yml",
                "k8s/chart/values.yaml",
                "k8s/chart/files/secrets.sh",
                "k8s/compose/prometheus.yaml",
                "k8s/chart/files/alerts.yaml",
                "contracts/events/erasures.schema.json",
                "README.md",
                "docs/operations.md")) {
            assertThat(copy.resolve(list)).content().contains("booking-service");
        }
    }

    private static void run(Path folder, String... command) throws Exception {
        Path said = Files.createTempFile("concierge-", ".log");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            assertThat(process.waitFor())
                    .as(() -> String.join(" ", command) + "\n" + read(said))
                    .isZero();
        } finally {
            process.destroy();
            Files.delete(said);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    /** With what has been built, so that only the new module is compiled. */
    private static void copyTree(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (LEFT.contains(folder.getFileName().toString()) || DATA.contains(from.relativize(folder))) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(to.resolve(from.relativize(folder).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                // the services' own jars are large, and nothing here starts them
                if (attributes.size() < 20_000_000) {
                    Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
