package dev.concierge.platform.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RedisSettingsTests {
    @Test
    void speaksTlsOnDemandAndTellsNobodyThePassword() {
        RedisSettings settings = new RedisSettings("cache", 6380, "gateway", "secret", true);

        assertThat(settings.uri(Duration.ofSeconds(2)).isSsl()).isTrue();
        assertThat(settings.toString()).contains("cache:6380").doesNotContain("secret");
    }
}
