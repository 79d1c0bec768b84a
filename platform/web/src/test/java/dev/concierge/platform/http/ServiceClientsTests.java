package dev.concierge.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.concierge.platform.problem.Fact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;

class ServiceClientsTests {
    record Thing(String name) {}

    interface Things {
        @GetExchange("/things/1")
        Thing get();

        @PostExchange("/things")
        Thing create();

        @PostExchange("/things")
        Thing createOnce(@RequestHeader("Idempotency-Key") String key);
    }

    private final OtherService other = new OtherService();

    @TempDir
    private Path secrets;

    @BeforeEach
    void writeSecret() throws IOException {
        Files.writeString(secrets.resolve("client-secret-sample-service"), "s3cret\n");
    }

    @AfterEach
    void stop() {
        other.close();
    }

    private interface Calls {
        void with(Things things);
    }

    private void run(Calls calls, String... more) {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, HttpAutoConfiguration.class))
                .withBean(Clock.class, Clock::systemUTC)
                .withPropertyValues(
                        "concierge.http.client-id=sample-service",
                        "concierge.http.token-uri=" + other.uri("/token"),
                        "concierge.http.secrets-dir=" + secrets,
                        "concierge.http.connect-timeout=500ms",
                        "concierge.http.read-timeout=5s",
                        "concierge.http.retries=2",
                        "concierge.http.circuit-open=200ms",
                        "concierge.services.thing.url=" + other.uri(""))
                .withPropertyValues(more)
                .run(context -> calls.with(context.getBean(ServiceClients.class).create(Things.class, "thing")));
    }

    @Test
    void callsWithTheServicesOwnToken() {
        run(things -> {
            assertThat(things.get()).isEqualTo(new Thing("thing 1"));
            things.get();
            assertThat(other.tokens).hasValue(1);
            assertThat(other.headers.getFirst())
                    .isEqualTo("token Basic c2FtcGxlLXNlcnZpY2U6czNjcmV0 grant_type=client_credentials");
            assertThat(other.headers.getLast()).startsWith("Bearer t1");
        });
    }

    @Test
    void repeatsWhatMayBeRepeated() {
        other.status = call -> call % 3 == 0 ? 200 : call % 3 == 1 ? 503 : 0;
        run(things -> {
            assertThat(things.get().name()).isEqualTo("thing 3");
            assertThat(things.createOnce("k1").name()).isEqualTo("thing 6");
        });
    }

    @Test
    void anAnswerThatBreaksOffIsNone() {
        other.status = call -> call == 1 ? OtherService.BROKEN_OFF : 200;
        run(things -> assertThat(things.get().name()).isEqualTo("thing 2"));
    }

    @Test
    void doesNotRepeatAPostWithoutKey() {
        other.status = call -> 503;
        run(things -> assertThatThrownBy(things::create).isInstanceOfSatisfying(ServiceUnavailable.class, fact -> {
            assertThat(fact.kind()).isEqualTo(Fact.Kind.UNAVAILABLE);
            assertThat(fact.service()).isEqualTo("thing");
        }));
        assertThat(other.calls).hasValue(1);
    }

    @Test
    void givesUpAfterTwoRetries() {
        other.status = call -> 503;
        run(things -> assertThatThrownBy(things::get).isInstanceOf(ServiceUnavailable.class));
        assertThat(other.calls).hasValue(3);
    }

    @Test
    void leavesRefusalsToTheCaller() {
        other.status = call -> 404;
        run(things -> assertThatThrownBy(things::get).isInstanceOf(HttpClientErrorException.NotFound.class));
        assertThat(other.calls).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 501, 404, 429})
    void aFailureOfOneRequestIsNeitherRepeatedNorHeldAgainstOthers(int status) {
        other.status = call -> status;
        run(things -> {
            for (int i = 0; i < 30; i++) {
                assertThatThrownBy(things::get).isInstanceOf(RuntimeException.class);
            }
            assertThat(other.calls).hasValue(30);
            other.status = call -> 200;
            assertThat(things.get()).isNotNull();
        });
    }

    @Test
    void anOperationThatFailsShutsNoOther() {
        other.status = call -> 503;
        run(things -> {
            for (int i = 0; i < 11; i++) {
                assertThatThrownBy(things::create).isInstanceOf(ServiceUnavailable.class);
            }
            assertThat(other.calls).as("circuit open").hasValue(10);
            other.status = call -> 200;
            assertThat(things.get()).isNotNull();
            assertThatThrownBy(things::create).isInstanceOf(ServiceUnavailable.class);
        });
    }

    @Test
    void leavesAFailingServiceAloneForAWhile() {
        other.status = call -> 503;
        run(things -> {
            for (int i = 0; i < 10; i++) {
                assertThatThrownBy(things::create).isInstanceOf(ServiceUnavailable.class);
            }
            assertThat(other.calls).hasValue(10);
            assertThatThrownBy(things::create).isInstanceOf(ServiceUnavailable.class);
            assertThat(other.calls).as("circuit open").hasValue(10);
            other.status = call -> 200;
            await().atMost(Duration.ofSeconds(5))
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(things.create()).isNotNull());
        });
    }

    @Test
    void asksForANewTokenWhenTheOldOneIsRefused() {
        run(things -> {
            things.get();
            other.expected = "t2";
            assertThat(things.get()).isNotNull();
            assertThat(other.tokens).hasValue(2);
            other.expected = "none";
            assertThatThrownBy(things::get).isInstanceOf(ServiceUnavailable.class);
        });
    }

    @Test
    void isUnavailableWithoutAToken() {
        other.tokenStatus = call -> 400;
        run(things -> assertThatThrownBy(things::get).isInstanceOf(ServiceUnavailable.class));
        assertThat(other.calls).hasValue(0);
    }

    @Test
    void whoWaitedForATokenInVainDoesNotAskAgain() {
        other.tokenStatus = call -> OtherService.SILENT;
        run(
                things -> {
                    List<Thread> callers = IntStream.range(0, 8)
                            .mapToObj(_ -> Thread.ofPlatform()
                                    .start(() ->
                                            assertThatThrownBy(things::get).isInstanceOf(ServiceUnavailable.class)))
                            .toList();
                    callers.forEach(ServiceClientsTests::join);
                    assertThat(other.tokens).as("one caller's three tries").hasValue(3);
                },
                "concierge.http.read-timeout=300ms");
    }

    private static void join(Thread caller) {
        try {
            caller.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void isUnavailableWithoutItsSecret() {
        run(
                things -> assertThatThrownBy(things::get).isInstanceOf(ServiceUnavailable.class),
                "concierge.http.client-id=nobody");
    }

    @Test
    void doesNotWaitForASilentService() {
        other.status = call -> OtherService.SILENT;
        run(
                things -> assertThatThrownBy(things::create).isInstanceOf(ServiceUnavailable.class),
                "concierge.http.read-timeout=300ms");
    }

    @Test
    void isUnavailableWhenNobodyListens() {
        run(
                things -> assertThatThrownBy(things::get).isInstanceOf(ServiceUnavailable.class),
                "concierge.services.thing.url=http://localhost:1");
    }
}
