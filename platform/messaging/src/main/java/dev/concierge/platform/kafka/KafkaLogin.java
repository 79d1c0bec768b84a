package dev.concierge.platform.kafka;

import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

/**
 * What a client shows to the brokers. Whoever sets {@code sasl.jaas.config} needs neither user nor password.
 *
 * @param protocol {@code CONCIERGE_KAFKA_PROTOCOL}
 * @param mechanism {@code CONCIERGE_KAFKA_MECHANISM}, of the SASL protocols
 * @param user {@code CONCIERGE_KAFKA_USER}
 * @param password {@code CONCIERGE_KAFKA_PASSWORD}
 */
record KafkaLogin(
        @DefaultValue("PLAINTEXT") SecurityProtocol protocol,
        @DefaultValue("PLAIN") String mechanism,
        @DefaultValue("") String user,
        @DefaultValue("") String password) {
    private static final Map<String, String> MODULES = Map.of(
            "PLAIN", "org.apache.kafka.common.security.plain.PlainLoginModule",
            "SCRAM-SHA-256", "org.apache.kafka.common.security.scram.ScramLoginModule",
            "SCRAM-SHA-512", "org.apache.kafka.common.security.scram.ScramLoginModule");

    KafkaLogin {
        mechanism = mechanism.toUpperCase(Locale.ROOT).replace('_', '-');
    }

    void applyTo(KafkaProperties kafka) {
        String effective = effectiveProtocol(kafka);
        kafka.getSecurity().setProtocol(effective);
        if (effective.startsWith("SASL_")) {
            kafka.getProperties().putIfAbsent("sasl.mechanism", mechanism);
            kafka.getProperties().computeIfAbsent("sasl.jaas.config", _ -> jaas(effective));
        }
    }

    private String effectiveProtocol(KafkaProperties kafka) {
        String set = kafka.getProperties().get("security.protocol");
        if (set != null) {
            return set;
        }
        String springs = kafka.getSecurity().getProtocol();
        return springs == null ? protocol.name : springs;
    }

    private String jaas(String effective) {
        if (user.isEmpty() || password.isEmpty()) {
            throw new IllegalArgumentException(
                    "CONCIERGE_KAFKA_USER, CONCIERGE_KAFKA_PASSWORD: " + (user.isEmpty() ? "no user" : "no password")
                            + " (expected: both, as CONCIERGE_KAFKA_PROTOCOL is " + effective + ")");
        }
        String module = MODULES.get(mechanism);
        if (module == null) {
            throw new IllegalArgumentException("CONCIERGE_KAFKA_MECHANISM: " + mechanism
                    + " (expected: PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512; any other with"
                    + " CONCIERGE_KAFKA_PROPERTIES_SASL_JAAS_CONFIG)");
        }
        return module + " required username=" + quoted(user) + " password=" + quoted(password) + ";";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "KafkaLogin[" + protocol + ", " + mechanism + ", " + user + "]";
    }
}
