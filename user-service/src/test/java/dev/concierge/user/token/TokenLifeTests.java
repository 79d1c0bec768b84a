package dev.concierge.user.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class TokenLifeTests {
    private final ApplicationContextRunner service = new ApplicationContextRunner()
            .withInitializer(new ConfigDataApplicationContextInitializer())
            .withUserConfiguration(Settings.class);

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(IssuerSettings.class)
    static class Settings {}

    @ParameterizedTest
    @CsvSource({"3600, PT1H", "1h, PT1H", "30m, PT30M", "24h, PT24H", "1d, PT24H", "60, PT1M"})
    void theSeedsSettingIsTheLifeOfTokens(String written, Duration life) {
        service.withPropertyValues("JWT_EXPIRES_IN=" + written).run(context -> {
            IssuerSettings settings = context.getBean(IssuerSettings.class);
            assertThat(settings.accessTokenLife()).isEqualTo(life);
            assertThat(settings.guestTokenLife()).isEqualTo(life);
            assertThat(settings.longestUse()).isGreaterThan(life);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"59", "2d", "86401", "never"})
    void aLifeOfLessThanAMinuteOrMoreThanADayStopsTheStart(String written) {
        service.withPropertyValues("JWT_EXPIRES_IN=" + written)
                .run(context -> assertThat(context).hasFailed());
    }

    @Test
    void ourOwnSettingsGoBeforeTheSeeds() {
        service.withPropertyValues("JWT_EXPIRES_IN=1h", "CONCIERGE_USER_TOKEN_GUEST_TOKEN_LIFE=2h")
                .run(context -> {
                    IssuerSettings settings = context.getBean(IssuerSettings.class);
                    assertThat(settings.accessTokenLife()).isEqualTo(Duration.ofHours(1));
                    assertThat(settings.guestTokenLife()).isEqualTo(Duration.ofHours(2));
                });
    }
}
