package dev.concierge.localstack.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.localstack.setting.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceJarTests {
    private static final Instant FIRST_BUILD = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir
    Path root;

    @Test
    void isOfTheLatestBuildWhenEarlierVersionsLieBeside() throws IOException {
        for (int version = 0; version < 20; version++) {
            built(version, FIRST_BUILD.plusSeconds(version == 7 ? 60 : version));
        }

        assertThat(ServiceJar.of("gateway", new Home(root)))
                .contains(new ServiceJar(root.resolve("gateway/target/gateway-7.jar")));
    }

    /** As reproducible builds are: the jar itself has the release's time. */
    private void built(int version, Instant at) throws IOException {
        Path target = Files.createDirectories(root.resolve("gateway/target"));
        Path jar = Files.createFile(target.resolve("gateway-" + version + ".jar"));
        Path original = Files.createFile(target.resolve(jar.getFileName() + ".original"));
        Files.setLastModifiedTime(jar, FileTime.from(Instant.EPOCH));
        Files.setLastModifiedTime(original, FileTime.from(at));
    }
}
