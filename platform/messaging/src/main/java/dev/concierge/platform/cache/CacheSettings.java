package dev.concierge.platform.cache;

import io.lettuce.core.RedisURI;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The part of the caches that all pods share.
 *
 * @param timeout how long anybody waits for Redis
 * @param kept how long an answer is kept in Redis when nothing is heard of a change
 */
@Validated
@ConfigurationProperties(value = "concierge.cache", ignoreUnknownFields = false)
record CacheSettings(
        @DefaultValue("100ms") Duration timeout,
        @DefaultValue("10m") Duration kept,
        @NotNull @Valid Redis redis) {
    /**
     * Where Redis is, and who we are there.
     *
     * @param user empty for the default user
     * @param password empty where nobody is asked for one
     */
    record Redis(
            @NotBlank String host,
            @Positive int port,
            @DefaultValue("") String user,
            @DefaultValue("") String password,
            boolean tls) {
        RedisURI uri(Duration timeout) {
            RedisURI.Builder uri = RedisURI.builder()
                    .withHost(host)
                    .withPort(port)
                    .withTimeout(timeout)
                    .withSsl(tls);
            if (!password.isEmpty() && user.isEmpty()) {
                uri.withPassword(password.toCharArray());
            } else if (!password.isEmpty()) {
                uri.withAuthentication(user, password.toCharArray());
            }
            return uri.build();
        }

        /** Without the password. */
        @Override
        public String toString() {
            return "Redis[" + host + ":" + port + ", " + user + "]";
        }
    }
}
