package dev.concierge.search.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.search.engine.Question;
import dev.concierge.search.engine.SearchEngine;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestTokens;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;

/** Searches that take long, of guests who ask for as many as their shares of requests allow. */
@FlowTest(topics = {"items", "date-events", "interactions", "journey-definitions", "users"})
class CostlySearchesFlowTests {
    private static final String TOKEN = TestTokens.service("concierge-service", "search:read");
    private static final int GUESTS = 3;
    private static final int REQUESTS = 6;

    private static final AtomicInteger RUNNING = new AtomicInteger();
    private static final CountDownLatch OVER = new CountDownLatch(1);

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    /** An engine that looks for "costly" until it is told to stop. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Slowly {
        @Bean
        static BeanPostProcessor slowEngine() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof SearchEngine engine ? slow(engine) : bean;
                }
            };
        }

        private static Object slow(SearchEngine engine) {
            return Proxy.newProxyInstance(
                    SearchEngine.class.getClassLoader(),
                    new Class<?>[] {SearchEngine.class},
                    (_, method, arguments) -> {
                        if (method.getName().equals("match")
                                && ((Question) arguments[0]).typed().words().equals("costly")) {
                            RUNNING.incrementAndGet();
                            OVER.await();
                        }
                        try {
                            return method.invoke(engine, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getTargetException();
                        }
                    });
        }
    }

    @AfterEach
    void end() {
        OVER.countDown();
        http.close();
    }

    @Test
    void costlySearchesOfThreeGuestsKeepNobodyElsesWaiting() {
        await().atMost(Duration.ofSeconds(20)).until(() -> ask("/readyz").join() == 200);
        List<UUID> guests = Stream.generate(UUID::randomUUID).limit(GUESTS).toList();
        List<CompletableFuture<Integer>> costly = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            guests.forEach(guest ->
                    costly.add(ask("/search?mode=words&q=costly&limit=50&facet=tags&askedBy=GUEST%20" + guest)));
        }
        await().until(() -> RUNNING.get() >= GUESTS);

        assertThat(ask("/search?mode=words&q=cheap&askedBy=GUEST%20" + UUID.randomUUID())
                        .join())
                .isEqualTo(200);

        await().atMost(Duration.ofSeconds(10))
                .until(() -> costly.stream().filter(CompletableFuture::isDone).count() == GUESTS * (REQUESTS - 1));
        assertThat(RUNNING).as("searches that cost a processor").hasValue(GUESTS);
        assertThat(ask("/search/similar?id=x&askedBy=GUEST%20" + guests.getFirst())
                        .join())
                .as("which is no way round")
                .isEqualTo(429);
        OVER.countDown();
        assertThat(costly.stream().map(CompletableFuture::join))
                .containsOnly(200, 429)
                .filteredOn(status -> status == 200)
                .hasSize(GUESTS);
    }

    private CompletableFuture<Integer> ask(String path) {
        return http.sendAsync(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                                .header("Authorization", "Bearer " + TOKEN)
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .thenApply(HttpResponse::statusCode);
    }
}
