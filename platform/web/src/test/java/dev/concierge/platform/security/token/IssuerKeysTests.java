package dev.concierge.platform.security.token;

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
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IssuerKeysTests {
    private static final Duration TIME_OUT = Duration.ofSeconds(2);

    private final AtomicInteger fetches = new AtomicInteger();
    private final List<RSAKey> published = new ArrayList<>();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-31T12:00:00Z"));

    private final CountDownLatch timeOut = new CountDownLatch(1);
    private volatile boolean hangs;

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
        if (hangs) {
            awaitQuietly(timeOut);
            pass(TIME_OUT);
            throw new IOException("no answer");
        }
        return new Resource(new JWKSet(List.copyOf(published)).toString(false), "application/json");
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
    void whoWaitedForAnIssuerThatHangsDoesNotAskItAgain() throws Exception {
        select("one");
        pass(IssuerKeys.PAUSE);
        hangs = true;
        List<Thread> callers = IntStream.range(0, 10)
                .mapToObj(_ -> Thread.ofPlatform().start(() -> select("forged")))
                .toList();
        await().until(() -> callers.stream().allMatch(caller -> caller.getState() == Thread.State.WAITING));

        timeOut.countDown();

        for (Thread caller : callers) {
            caller.join();
        }
        assertThat(fetches).hasValue(2);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void anIssuerThatHangsIsAskedForNewerKeysByOneOnly() {
        select("one");
        pass(IssuerKeys.OLD.plusSeconds(1));
        hangs = true;
        select("one");
        await().until(() -> fetches.get() == 2);
        for (int i = 0; i < 100; i++) {
            pass(IssuerKeys.PAUSE);
            assertThat(select("one")).hasSize(1);
        }
        timeOut.countDown();

        await().until(() -> {
            pass(IssuerKeys.PAUSE);
            select("forged");
            return fetches.get() > 2;
        });
        assertThat(fetches).hasValue(3);
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
