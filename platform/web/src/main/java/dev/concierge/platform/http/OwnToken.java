package dev.concierge.platform.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** This service's own token by {@code client_credentials}, kept until shortly before it expires. */
final class OwnToken {
    private static final Logger log = LoggerFactory.getLogger(OwnToken.class);
    private static final Duration RENEW_BEFORE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int RETRIES = 2;

    private record Granted(
            @JsonProperty("access_token") String token,
            @JsonProperty("expires_in") long seconds) {}

    private record Held(String token, Instant expires) {}

    private record Refused(RuntimeException why, Instant at) {}

    private final HttpSettings settings;
    private final RestClient client;
    private final Clock clock;
    private final Retries retries = new Retries(RETRIES, ResourceAccessException.class::isInstance);
    private final ReentrantLock renewing = new ReentrantLock();
    private volatile @Nullable Held held;
    private @Nullable Refused lastRefused;

    OwnToken(HttpSettings settings, RestClient client, Clock clock) {
        this.settings = settings;
        this.client = client;
        this.clock = clock;
    }

    /** @throws ServiceUnavailable when there is no token left and none can be had */
    String value() {
        Held token = held;
        if (token != null && clock.instant().isBefore(token.expires().minus(RENEW_BEFORE))) {
            return token.token();
        }
        if (token != null && isValid(token) && renewing.isLocked()) {
            return token.token();
        }
        renewing.lock();
        try {
            return held == token ? renewed(token) : value();
        } finally {
            renewing.unlock();
        }
    }

    /** After another service refused this token, such as when the issuer changed its keys. */
    void forget(String refused) {
        Held token = held;
        if (token != null && token.token().equals(refused)) {
            held = null;
        }
    }

    /** Who waited while another was refused shares that answer: one by one they would wait without end. */
    private String renewed(@Nullable Held old) {
        Refused refused = lastRefused;
        return refused != null && clock.instant().isBefore(refused.at().plus(PAUSE))
                ? without(old, refused.why())
                : asked(old);
    }

    private String asked(@Nullable Held old) {
        try {
            Granted granted = retries.call(this::requested);
            held = new Held(granted.token(), clock.instant().plusSeconds(granted.seconds()));
            return granted.token();
        } catch (RestClientException | UncheckedIOException refused) {
            lastRefused = new Refused(refused, clock.instant());
            log.warn(
                    "{} gives no token for {} ({}); {}",
                    settings.tokenUri(),
                    settings.clientId(),
                    refused.getMessage(),
                    old != null && isValid(old) ? "the old one is used until " + old.expires() : "calls fail");
            return without(old, refused);
        }
    }

    private String without(@Nullable Held old, RuntimeException refused) {
        if (old != null && isValid(old)) {
            return old.token();
        }
        throw new ServiceUnavailable("token", refused);
    }

    private boolean isValid(Held token) {
        return clock.instant().isBefore(token.expires());
    }

    private Granted requested() {
        MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
        form.add("grant_type", "client_credentials");
        Granted granted = client.post()
                .uri(settings.tokenUri())
                .headers(headers -> headers.setBasicAuth(settings.clientId(), secret()))
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body(form)
                .retrieve()
                .body(Granted.class);
        if (granted == null || granted.token() == null) {
            throw new RestClientException("no access_token in the answer");
        }
        return granted;
    }

    /** Read each time, so that a new secret needs no restart. */
    private String secret() {
        Path file = settings.secretsDir().resolve("client-secret-" + settings.clientId());
        try {
            return Files.readString(file).strip();
        } catch (IOException missing) {
            throw new UncheckedIOException(file + " (expected: this service's client secret)", missing);
        }
    }
}
