package dev.concierge.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.support.LoggingProducerListener;

/** What a client gets from the environment of a process. */
class KafkaSettingsTests {
    private static final Map<String, Object> LOGIN = Map.of(
            "CONCIERGE_KAFKA_PROTOCOL", "SASL_SSL",
            "CONCIERGE_KAFKA_USER", "concierge",
            "CONCIERGE_KAFKA_PASSWORD", "secret");

    @Test
    void theFleetsNamesReachEveryClient() {
        with(Map.of("CONCIERGE_KAFKA_BOOTSTRAP", "broker:1", "CONCIERGE_KAFKA_PROTOCOL", "SSL"))
                .run(context -> assertThat(clients(context).values())
                        .allSatisfy(client -> assertThat(client)
                                .containsEntry("security.protocol", "SSL")
                                .satisfies(config -> assertThat(config.get("bootstrap.servers"))
                                        .asString()
                                        .contains("broker:1"))));
        with(Map.of("CONCIERGE_KAFKA_TOPIC_PREFIX", "dev."))
                .run(context -> assertThat(context.getBean(TopicPrefix.class).prefixed("users"))
                        .isEqualTo("dev.users"));
    }

    @Test
    void springsNamesGoBeforeTheFleets() {
        with(Map.of("CONCIERGE_KAFKA_BOOTSTRAP", "broker:1", "SPRING_KAFKA_BOOTSTRAP_SERVERS", "other:2"))
                .run(context -> assertThat(producer(context).get("bootstrap.servers"))
                        .asString()
                        .contains("other:2"));
    }

    @Test
    void anyPropertyOfAClientGoesBeforeAllElse() {
        with(Map.of(
                        "CONCIERGE_KAFKA_PROPERTIES_LINGER_MS", "5",
                        "CONCIERGE_KAFKA_PROPERTIES_ACKS", "1",
                        "CONCIERGE_KAFKA_PROPERTIES_BATCH_SIZE", "16384",
                        "CONCIERGE_KAFKA_PROPERTIES_COMPRESSION_TYPE", "zstd",
                        "CONCIERGE_KAFKA_PROPERTIES_SSL_TRUSTSTORE_LOCATION", "/run/trust"))
                .run(context -> {
                    assertThat(producer(context))
                            .contains(
                                    entry("linger.ms", "5"),
                                    entry("acks", "1"),
                                    entry("batch.size", "16384"),
                                    entry("compression.type", "zstd"));
                    assertThat(clients(context).values())
                            .allSatisfy(client ->
                                    assertThat(client).containsEntry("ssl.truststore.location", "/run/trust"));
                });
    }

    @Test
    void aProducersAndAConsumersOwnAreSetBySpringsNames() {
        with(Map.of(
                        "SPRING_KAFKA_PRODUCER_ACKS", "1",
                        "SPRING_KAFKA_PRODUCER_PROPERTIES_LINGER_MS", "7",
                        "SPRING_KAFKA_PRODUCER_BATCH_SIZE", "1KB",
                        "SPRING_KAFKA_CONSUMER_PROPERTIES_SESSION_TIMEOUT_MS", "9000"))
                .run(context -> {
                    assertThat(producer(context))
                            .contains(entry("acks", "1"), entry("linger.ms", "7"), entry("batch.size", 1024));
                    assertThat(clients(context).get("consumer")).containsEntry("session.timeout.ms", "9000");
                });
    }

    @Test
    void aProducerIsDurableAndGivesUpSoonByItself() {
        with(Map.of())
                .run(context -> assertThat(producer(context))
                        .contains(
                                entry("acks", "all"),
                                entry("compression.type", "lz4"),
                                entry("linger.ms", "0"),
                                entry("max.block.ms", "500"),
                                entry("delivery.timeout.ms", "5000"),
                                entry("security.protocol", "PLAINTEXT"))
                        .doesNotContainKeys("sasl.jaas.config", "transactional.id"));
    }

    @ParameterizedTest
    @CsvSource({
        "PLAIN, PLAIN, PlainLoginModule",
        "SCRAM-SHA-256, SCRAM-SHA-256, ScramLoginModule",
        "scram_sha_512, SCRAM-SHA-512, ScramLoginModule"
    })
    void showsALogin(String set, String mechanism, String module) {
        with(LOGIN)
                .withInitializer(environment(Map.of("CONCIERGE_KAFKA_MECHANISM", set)))
                .run(context -> assertThat(clients(context).values()).allSatisfy(client -> {
                    assertThat(client)
                            .containsEntry("security.protocol", "SASL_SSL")
                            .containsEntry("sasl.mechanism", mechanism);
                    assertThat(String.valueOf(client.get("sasl.jaas.config")))
                            .contains(module)
                            .contains("\"secret\"");
                }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\"b;", "a\\b", "a b", "'a''b'"})
    void takesAnyCharacterInAPassword(String password) {
        with(LOGIN)
                .withInitializer(environment(Map.of("CONCIERGE_KAFKA_PASSWORD", password)))
                .run(context -> assertThat(JaasContext.loadClientContext(Map.of(
                                        "sasl.jaas.config",
                                        new Password(
                                                String.valueOf(producer(context).get("sasl.jaas.config")))))
                                .configurationEntries()
                                .getFirst()
                                .getOptions())
                        .isEqualTo(Map.of("username", "concierge", "password", password)));
    }

    @ParameterizedTest
    @CsvSource({"CONCIERGE_KAFKA_USER, no user", "CONCIERGE_KAFKA_PASSWORD, no password"})
    void refusesHalfALogin(String missing, String what) {
        with(LOGIN)
                .withInitializer(environment(Map.of(missing, "")))
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessage("CONCIERGE_KAFKA_USER, CONCIERGE_KAFKA_PASSWORD: " + what
                                + " (expected: both, as CONCIERGE_KAFKA_PROTOCOL is SASL_SSL)"));
    }

    @Test
    void refusesAMechanismThatItCannotSpell() {
        with(LOGIN)
                .withInitializer(environment(Map.of("CONCIERGE_KAFKA_MECHANISM", "OAUTHBEARER")))
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("CONCIERGE_KAFKA_MECHANISM: OAUTHBEARER (expected: PLAIN,"));
    }

    @Test
    void leavesALoginOfOnesOwnAlone() {
        with(Map.of(
                        "CONCIERGE_KAFKA_PROPERTIES_SECURITY_PROTOCOL", "SASL_SSL",
                        "CONCIERGE_KAFKA_PROPERTIES_SASL_MECHANISM", "OAUTHBEARER",
                        "CONCIERGE_KAFKA_PROPERTIES_SASL_JAAS_CONFIG", "mine;"))
                .run(context -> assertThat(clients(context).values())
                        .allSatisfy(client -> assertThat(client)
                                .containsEntry("security.protocol", "SASL_SSL")
                                .containsEntry("sasl.mechanism", "OAUTHBEARER")
                                .containsEntry("sasl.jaas.config", "mine;")));
    }

    @Test
    void aLoginOfOnesOwnHasTheMechanismThatIsSet() {
        with(Map.of(
                        "CONCIERGE_KAFKA_PROTOCOL", "SASL_SSL",
                        "CONCIERGE_KAFKA_MECHANISM", "SCRAM-SHA-256",
                        "CONCIERGE_KAFKA_PROPERTIES_SASL_JAAS_CONFIG", "mine;"))
                .run(context -> assertThat(clients(context).values())
                        .allSatisfy(client -> assertThat(client)
                                .containsEntry("sasl.mechanism", "SCRAM-SHA-256")
                                .containsEntry("sasl.jaas.config", "mine;")));
    }

    @Test
    void refusesAKeyThatNobodyKnowsAndASecondTransactionManager() {
        with(Map.of())
                .withPropertyValues("concierge.kafka.bootstrp=x")
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining("bootstrp"));
        with(Map.of())
                .withPropertyValues("spring.kafka.producer.transaction-id-prefix=x")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("spring.kafka.producer.transaction-id-prefix: x (expected: none"));
    }

    @Test
    void tellsNobodyThePassword() {
        with(LOGIN)
                .run(context -> assertThat(context.getBean(KafkaSettings.class).toString())
                        .contains("concierge")
                        .doesNotContain("secret"));
    }

    /** Keys are guests, values what they did. */
    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void whatCannotBeSentIsNotLogged(CapturedOutput log) {
        with(Map.of("CONCIERGE_KAFKA_BOOTSTRAP", "127.0.0.1:1")).run(context -> {
            @SuppressWarnings("unchecked")
            KafkaTemplate<String, byte[]> template = context.getBean(KafkaTemplate.class);
            assertThatThrownBy(() -> template.send("users", "guest-of-ours", new byte[] {7}))
                    .isInstanceOf(KafkaException.class);

            template.setProducerListener(new LoggingProducerListener<>());
            assertThatThrownBy(() -> template.send("users", "guest-of-springs", new byte[] {7}))
                    .isInstanceOf(KafkaException.class);
        });

        assertThat(log).contains("guest-of-springs").doesNotContain("guest-of-ours");
    }

    private static Map<String, Map<String, Object>> clients(ConfigurableApplicationContext context) {
        ConsumerFactory<?, ?> consumers = context.getBean(ConsumerFactory.class);
        ProducerFactory<?, ?> producers = context.getBean(ProducerFactory.class);
        return Map.of(
                "admin", context.getBean(KafkaAdmin.class).getConfigurationProperties(),
                "consumer", consumers.getConfigurationProperties(),
                "producer", producers.getConfigurationProperties());
    }

    private static Map<String, Object> producer(ConfigurableApplicationContext context) {
        return Objects.requireNonNull(clients(context).get("producer"));
    }

    private static ApplicationContextRunner with(Map<String, Object> environment) {
        return new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(KafkaSettingsAutoConfiguration.class, KafkaAutoConfiguration.class))
                .withInitializer(KafkaSettingsTests::addDefaults)
                .withInitializer(environment(environment));
    }

    /** Adds to the process's own, the only one in which not every name must be known; later ones go before earlier ones. */
    private static ApplicationContextInitializer<ConfigurableApplicationContext> environment(
            Map<String, Object> variables) {
        return context -> {
            MutablePropertySources sources = context.getEnvironment().getPropertySources();
            String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
            Map<String, Object> all = new HashMap<>();
            if (sources.get(name) instanceof SystemEnvironmentPropertySource earlier) {
                all.putAll(earlier.getSource());
            }
            all.putAll(variables);
            sources.replace(name, new SystemEnvironmentPropertySource(name, all));
        };
    }

    private static void addDefaults(ConfigurableApplicationContext context) {
        try {
            new YamlPropertySourceLoader()
                    .load("defaults", new ClassPathResource("concierge-defaults.yaml"))
                    .forEach(context.getEnvironment().getPropertySources()::addLast);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
