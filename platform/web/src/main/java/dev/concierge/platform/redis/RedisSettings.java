package dev.concierge.platform.redis;

import io.lettuce.core.RedisURI;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Redis is, and who we are there.
 *
 * @param user empty for the default user
 * @param password empty where nobody is asked for one
 */
public record RedisSettings(
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
        return "RedisSettings[" + host + ":" + port + ", " + user + "]";
    }
}
