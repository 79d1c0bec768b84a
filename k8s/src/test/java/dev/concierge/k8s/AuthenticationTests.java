package dev.concierge.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** That nobody reaches a broker, a cache or a database without a password, and nobody sees one who need not. */
class AuthenticationTests {
    private static final Tree COMPOSE =
            Sources.yaml(Sources.text("docker-compose.yml")).getFirst();
    private static final String KAFKA_PASSWORD = "${secrets:/run/concierge/secrets:kafka-password}";
    private static final String REDIS_LOGIN = "requirepass $(cat /run/concierge/secrets/cache-password)";

    static Stream<Map<String, String>> brokers() {
        return Stream.of(composeEnvironment("kafka"), Workload.environment(node("kafka")));
    }

    @ParameterizedTest
    @MethodSource("brokers")
    void aBrokerAsksForAPasswordUnlessOnLoopback(Map<String, String> broker) {
        Map<String, String> protocols = pairs(broker.getOrDefault("KAFKA_LISTENER_SECURITY_PROTOCOL_MAP", ""), ":");

        assertThat(protocols.values()).contains("SASL_PLAINTEXT");
        assertThat(pairs(broker.getOrDefault("KAFKA_LISTENERS", ""), "://"))
                .hasSize(2)
                .allSatisfy((name, address) -> assertThat(protocols.get(name))
                        .isEqualTo(address.startsWith("127.0.0.1:") ? "PLAINTEXT" : "SASL_PLAINTEXT"));
    }

    @ParameterizedTest
    @MethodSource("brokers")
    void aBrokerKnowsTheUserOfTheServices(Map<String, String> broker) {
        assertThat(broker)
                .containsEntry(
                        "KAFKA_CONFIG_PROVIDERS_SECRETS_CLASS",
                        "org.apache.kafka.common.config.provider.DirectoryConfigProvider");
        assertThat(broker.get("KAFKA_LISTENER_NAME_BROKER_PLAIN_SASL_JAAS_CONFIG"))
                .contains("username=\"concierge\" password=\"" + KAFKA_PASSWORD + "\"")
                .endsWith("user_concierge=\"" + KAFKA_PASSWORD + "\";");
        assertThat(Stream.of(Map.copyOf(composeEnvironment("user-service")), shared(Profile.DEV)))
                .allSatisfy(service -> assertThat(service)
                        .containsEntry("CONCIERGE_KAFKA_USER", "concierge")
                        .containsEntry("CONCIERGE_KAFKA_PROTOCOL", "SASL_PLAINTEXT")
                        .containsEntry("CONCIERGE_KAFKA_MECHANISM", "PLAIN"));
    }

    @Test
    void theCacheAsksForAPassword() {
        assertThat(unescaped(COMPOSE.text("services", "valkey", "entrypoint"))).contains(REDIS_LOGIN);
        assertThat(node("valkey")
                        .each("spec", "template", "spec", "containers")
                        .map(container -> container.text("command")))
                .allSatisfy(command -> assertThat(command).contains(REDIS_LOGIN));
    }

    @Test
    void aPasswordIsInNoEnvironment() {
        Stream<Map<String, String>> compose =
                COMPOSE.map("services").keySet().stream().map(AuthenticationTests::composeEnvironment);
        Stream<Map<String, String>> chart = Stream.of(Profile.values())
                .flatMap(profile ->
                        Stream.concat(profile.workloads().map(Workload::environment), Stream.of(shared(profile))));

        assertThat(Stream.concat(compose, chart)
                        .flatMap(environment -> environment.entrySet().stream())
                        .filter(entry -> entry.getKey().endsWith("_PASSWORD")))
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(entry.getValue()).matches("\\$\\{[a-z-]+-password(-[a-z-]+)?}"));
    }

    /** Spring would take a name like ${redis-password} for the variable REDIS_PASSWORD itself. */
    @Test
    void aSecretIsNotNamedAsAVariable() {
        Map<String, String> environment = composeEnvironment("gateway");

        assertThat(environment.values().stream()
                        .flatMap(value -> Sources.matches("^\\$\\{([a-z-]+)}$", value))
                        .map(match -> match.group(1).toUpperCase(Locale.ROOT).replace('-', '_')))
                .isNotEmpty()
                .noneMatch(environment::containsKey);
    }

    @ParameterizedTest
    @EnumSource
    void onlyWhoNeedsThemSeesThePasswordsOfKafkaAndRedis(Profile profile) {
        assertThat(profile.objects("Deployment"))
                .allSatisfy(deployment -> assertThat(Workload.secretKeys(deployment)
                                .filter(key -> List.of("kafka-password", "cache-password")
                                        .contains(key)))
                        .containsExactlyElementsOf(Workload.sharedPasswords(Workload.service(deployment))));
    }

    @Test
    void productionEncryptsOnTheWayToo() {
        assertThat(shared(Profile.PRODUCTION))
                .containsEntry("CONCIERGE_KAFKA_PROTOCOL", "SASL_SSL")
                .containsEntry("REDIS_TLS", "true");
    }

    @Test
    void whoAsksForNoPasswordIsShownNone() {
        String rendered = Profile.PRODUCTION
                .command()
                .set("kafka.protocol", "PLAINTEXT")
                .set("redis.authenticated", "false")
                .call();

        assertThat(rendered).doesNotContain("kafka-password", "cache-password", "CONCIERGE_KAFKA_USER");
    }

    private static Tree node(String name) {
        return Profile.DEV
                .objects("StatefulSet")
                .filter(set -> set.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> shared(Profile profile) {
        return profile.objects("ConfigMap")
                .filter(map -> map.name().equals("concierge-environment"))
                .flatMap(map -> map.map("data").entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> String.valueOf(entry.getValue())));
    }

    private static Map<String, String> composeEnvironment(String service) {
        return COMPOSE.map("services", service, "environment").entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> unescaped(String.valueOf(entry.getValue()))));
    }

    /** $$ is compose's escape of $. */
    private static String unescaped(String text) {
        return text.replace("$$", "$");
    }

    /** {@code A://b,C://d} as a map. */
    private static Map<String, String> pairs(String list, String separator) {
        return Stream.of(list.split(",", -1))
                .map(entry -> entry.split(separator, 2))
                .collect(Collectors.toMap(entry -> entry[0], entry -> entry[1]));
    }
}
