package dev.concierge.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

class KafkaLoginTests {
    @ParameterizedTest
    @CsvSource({
        "PLAIN, PLAIN, PlainLoginModule",
        "SCRAM-SHA-256, SCRAM-SHA-256, ScramLoginModule",
        "SCRAM-SHA-512, SCRAM-SHA-512, ScramLoginModule"
    })
    void isWhatTheEnvironmentSays(String set, String mechanism, String module) throws IOException {
        Map<String, String> properties = login(Map.of(
                        "CONCIERGE_KAFKA_PROTOCOL", "SASL_SSL",
                        "CONCIERGE_KAFKA_MECHANISM", set,
                        "CONCIERGE_KAFKA_USER", "concierge",
                        "CONCIERGE_KAFKA_PASSWORD", "${kafka-password}",
                        "kafka-password", "secret"))
                .properties();

        assertThat(properties)
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", mechanism);
        assertThat(properties.get("sasl.jaas.config")).contains(module).contains("\"secret\"");
    }

    @Test
    void isNoneUnlessSet() throws IOException {
        assertThat(login(Map.of()).properties()).isEqualTo(Map.of("security.protocol", "PLAINTEXT"));
    }

    @ParameterizedTest
    @CsvSource({"a\"b;", "a\\b", "a b", "'a''b'"})
    void takesAnyCharacterInAPassword(String password) {
        String jaas = KafkaMechanism.PLAIN.jaas("concierge", password);

        assertThat(JaasContext.loadClientContext(Map.of("sasl.jaas.config", new Password(jaas)))
                        .configurationEntries()
                        .getFirst()
                        .getOptions())
                .isEqualTo(Map.of("username", "concierge", "password", password));
    }

    @ParameterizedTest
    @CsvSource({"'', secret, no user", "concierge, '', no password"})
    void refusesHalfALogin(String user, String password, String what) {
        assertThatThrownBy(() -> new KafkaLogin(SecurityProtocol.SASL_SSL, KafkaMechanism.PLAIN, user, password))
                .hasMessage("CONCIERGE_KAFKA_USER, CONCIERGE_KAFKA_PASSWORD: " + what
                        + " (expected: both, as CONCIERGE_KAFKA_PROTOCOL is SASL_SSL)");
    }

    @Test
    void tellsNobodyThePassword() {
        assertThat(new KafkaLogin(SecurityProtocol.SASL_SSL, KafkaMechanism.PLAIN, "concierge", "secret").toString())
                .contains("concierge")
                .doesNotContain("secret");
    }

    private static KafkaLogin login(Map<String, Object> settings) throws IOException {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", settings));
        new YamlPropertySourceLoader()
                .load("defaults", new ClassPathResource("concierge-defaults.yaml"))
                .forEach(environment.getPropertySources()::addLast);
        return Binder.get(environment)
                .bindOrCreate("concierge.kafka", KafkaSettings.class)
                .login();
    }
}
