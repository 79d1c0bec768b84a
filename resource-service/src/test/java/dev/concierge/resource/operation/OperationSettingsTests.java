package dev.concierge.resource.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class OperationSettingsTests {
    private static final String OURS = "CONCIERGE_OPERATION_STREAM=ours";
    private static final String THE_SEEDS = "KINESIS_STREAM_NAME=of-the-seed";

    private final ApplicationContextRunner service = new ApplicationContextRunner()
            .withInitializer(new ConfigDataApplicationContextInitializer())
            .withUserConfiguration(Settings.class);

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(OperationSettings.class)
    static class Settings {}

    static List<Arguments> settings() {
        return List.of(
                Arguments.of(List.of(), "resource-operations"),
                Arguments.of(List.of(THE_SEEDS), "of-the-seed"),
                Arguments.of(List.of(OURS), "ours"),
                Arguments.of(List.of(THE_SEEDS, OURS), "ours"));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void theSeedsNameIsTheTopicWhereOursIsNotSet(List<String> set, String stream) {
        service.withPropertyValues(set.toArray(String[]::new))
                .run(context -> assertThat(context.getBean(OperationSettings.class).stream())
                        .isEqualTo(stream));
    }
}
