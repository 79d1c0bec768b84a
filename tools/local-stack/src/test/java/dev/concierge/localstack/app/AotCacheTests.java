package dev.concierge.localstack.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.localstack.setting.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AotCacheTests {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir
    Path root;

    @Test
    void isKeyedByTheJarAndTheFlags() {
        AotCache cache = cache("a", "-Xmx160m");

        assertThat(cache("a", "-Xmx160m")).isEqualTo(cache);
        assertThat(cache("b", "-Xmx160m")).isNotEqualTo(cache);
        assertThat(cache("a", "-Xmx256m")).isNotEqualTo(cache);
    }

    @Test
    void isUsedOnceItIsThere() throws IOException {
        AotCache cache = cache("a", "-Xmx160m");
        assertThat(cache.use()).isEmpty();
        assertThat(cache.isWanted(NOW)).isTrue();

        Files.createDirectories(cache.file().getParent());
        Files.createFile(cache.file());

        assertThat(cache.use()).first().isEqualTo("-XX:AOTCache=" + cache.file());
        assertThat(cache.isWanted(NOW)).isFalse();
    }

    @Test
    void leavesNothingBesideTheCacheOrItsRefusal() throws Exception {
        AotCache cache = cache("a", "-Xmx160m");

        cache.train(List.of("-XX:TieredStopAtLevel=1", "-cp", "nothing", "-version"), Map.of());

        assertThat(cache.exists()).isEqualTo(!Files.exists(refusal(cache)));
        try (Stream<Path> files = Files.list(cache.file().getParent())) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void isTriedAgainAnHourAfterItFailed() throws Exception {
        AotCache cache = cache("a", "-Xmx160m");

        cache.train(List.of("-cp", "nothing", "NoSuchProgram"), Map.of());

        assertThat(refusal(cache)).content().contains("NoSuchProgram");
        Instant failed = Files.getLastModifiedTime(refusal(cache)).toInstant();
        assertThat(cache.isWanted(failed.plusSeconds(60))).isFalse();
        assertThat(cache.isWanted(failed.plusSeconds(3700))).isTrue();
    }

    private static Path refusal(AotCache cache) {
        return cache.file().resolveSibling(cache.file().getFileName() + ".refused");
    }

    private AotCache cache(String fingerprint, String flag) {
        return AotCache.of("gateway", List.of(fingerprint, flag), new Home(root));
    }
}
