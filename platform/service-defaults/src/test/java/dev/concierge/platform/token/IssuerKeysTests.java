package dev.concierge.platform.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Resource;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IssuerKeysTests {
    private final AtomicInteger fetches = new AtomicInteger();
    private final List<RSAKey> published = new ArrayList<>();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-31T12:00:00Z"));

    private Answer answer = () -> new Resource(new JWKSet(List.copyOf(published)).toString(false), "application/json");

    /** What the issuer says. */
    private interface Answer {
        Resource get() throws IOException;
    }

    @TempDir
    private Path state;

    private IssuerKeys keys;

    @BeforeEach
    void publishOneKey() throws JOSEException {
        publish("one");
        InstantSource time = now::get;
        Clock clock = time.withZone(ZoneOffset.UTC);
        keys = new IssuerKeys(URI.create("http://issuer/jwks"), this::retrieve, new KeyFile(state), clock);
    }

    private void publish(String id) throws JOSEException {
        published.add(new RSAKeyGenerator(2048).keyID(id).generate());
    }

    private Resource retrieve(URL address) throws IOException {
        fetches.incrementAndGet();
        return answer.get();
    }

    private List<?> select(String id) {
        return keys.get(new JWKSelector(new JWKMatcher.Builder().keyID(id).build()), null);
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    @Test
    void fetchesOnce() {
        for (int i = 0; i < 100; i++) {
            assertThat(select("one")).hasSize(1);
        }
        assertThat(fetches).hasValue(1);
    }

    @Test
    void fetchesAgainForAnUnknownKeyButNotAtTheCallersPace() throws JOSEException {
        select("one");
        publish("two");
        pass(IssuerKeys.PAUSE);
        assertThat(select("two")).hasSize(1);
        for (int i = 0; i < 100; i++) {
            assertThat(select("forged")).isEmpty();
        }
        assertThat(fetches).hasValue(2);
    }

    @Test
    void refreshesOldKeysBesideTheRequests() throws JOSEException {
        select("one");
        published.clear();
        publish("two");
        pass(IssuerKeys.OLD.plusSeconds(1));
        assertThat(select("one")).as("the old set answers meanwhile").hasSize(1);
        await().untilAsserted(() -> assertThat(select("one")).as("retired").isEmpty());
        assertThat(select("two")).hasSize(1);
    }

    @Test
    void whoWaitedForAnIssuerThatDidNotAnswerDoesNotWaitAgain() throws InterruptedException {
        select("one");
        pass(IssuerKeys.PAUSE);
        CountDownLatch silence = new CountDownLatch(1);
        answer = () -> {
            awaitEnd(silence);
            pass(IssuerKeys.PAUSE.multipliedBy(2));
            throw new SocketTimeoutException("Read timed out");
        };

        List<Thread> waiting = Stream.generate(() -> Thread.ofVirtual().start(() -> select("forged")))
                .limit(5)
                .toList();
        await().until(() -> waiting.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING));
        silence.countDown();
        for (Thread thread : waiting) {
            thread.join();
        }

        assertThat(fetches).hasValue(2);
        assertThat(select("one")).hasSize(1);
    }

    private static void awaitEnd(CountDownLatch silence) {
        try {
            silence.await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void keepsOnlyPublicKeysOnDisk() {
        select("one");
        assertThat(state.resolve("issuer-keys.json"))
                .content()
                .contains("\"one\"")
                .doesNotContain("\"d\"");
    }
}
