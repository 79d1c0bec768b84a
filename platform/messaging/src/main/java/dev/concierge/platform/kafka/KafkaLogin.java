package dev.concierge.platform.kafka;

import java.util.Map;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a client shows to the brokers.
 *
 * @param protocol {@code CONCIERGE_KAFKA_PROTOCOL}
 * @param mechanism {@code CONCIERGE_KAFKA_MECHANISM}, of the SASL protocols
 * @param user {@code CONCIERGE_KAFKA_USER}
 * @param password {@code CONCIERGE_KAFKA_PASSWORD}
 */
public record KafkaLogin(
        @DefaultValue("PLAINTEXT") SecurityProtocol protocol,
        @DefaultValue("PLAIN") KafkaMechanism mechanism,
        @DefaultValue("") String user,
        @DefaultValue("") String password) {
    static final KafkaLogin NONE = new KafkaLogin(SecurityProtocol.PLAINTEXT, KafkaMechanism.PLAIN, "", "");

    public KafkaLogin {
        if (isSasl(protocol) && (user.isEmpty() || password.isEmpty())) {
            throw new IllegalArgumentException(
                    "CONCIERGE_KAFKA_USER, CONCIERGE_KAFKA_PASSWORD: " + (user.isEmpty() ? "no user" : "no password")
                            + " (expected: both, as CONCIERGE_KAFKA_PROTOCOL is " + protocol + ")");
        }
    }

    Map<String, String> properties() {
        return isSasl(protocol)
                ? Map.of(
                        "security.protocol", protocol.name,
                        "sasl.mechanism", mechanism.nameInKafka(),
                        "sasl.jaas.config", mechanism.jaas(user, password))
                : Map.of("security.protocol", protocol.name);
    }

    private static boolean isSasl(SecurityProtocol protocol) {
        return protocol == SecurityProtocol.SASL_PLAINTEXT || protocol == SecurityProtocol.SASL_SSL;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "KafkaLogin[" + protocol + ", " + mechanism + ", " + user + "]";
    }
}
