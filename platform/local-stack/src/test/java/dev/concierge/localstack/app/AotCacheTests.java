package dev.concierge.localstack.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.localstack.setting.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AotCacheTests {
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
        assertThat(cache.isWanted()).isTrue();

        Files.createDirectories(cache.file().getParent());
        Files.createFile(cache.file());

        assertThat(cache.use()).first().isEqualTo("-XX:AOTCache=" + cache.file());
        assertThat(cache.isWanted()).isFalse();
    }

    private AotCache cache(String fingerprint, String flag) {
        return AotCache.of("gateway", List.of(fingerprint, flag), new Home(root));
    }
}
