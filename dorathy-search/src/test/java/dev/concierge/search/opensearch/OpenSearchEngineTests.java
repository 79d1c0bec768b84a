package dev.concierge.search.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.concierge.search.document.DocumentKey;
import dev.concierge.search.document.Kind;
import dev.concierge.search.document.Searchable;
import dev.concierge.search.engine.SearchEngine;
import dev.concierge.search.engine.SearchEngineRules;
import dev.concierge.search.engine.Shelf;
import dev.concierge.search.lucene.QueryLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.client.RestClient;

/** Against a node of OpenSearch of the tests' own. */
class OpenSearchEngineTests extends SearchEngineRules {
    @TempDir
    private static Path data = Path.of("");

    private static int port;

    @SuppressWarnings("NullAway.Init")
    private static Process node;

    private final String prefix = "t-" + UUID.randomUUID();

    @BeforeAll
    static void start() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        node = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx512m",
                        "-Dlog4j2.loggerContextFactory=org.apache.logging.log4j.core.impl.Log4jContextFactory",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Node.class.getName(),
                        Integer.toString(port),
                        data.toString())
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("said.txt").toFile())
                .start();
        await().atMost(Duration.ofMinutes(2)).ignoreExceptions().until(() -> {
            assertThat(node.isAlive()).isTrue();
            return http().get()
                    .uri("/")
                    .retrieve()
                    .toBodilessEntity()
                    .getStatusCode()
                    .is2xxSuccessful();
        });
    }

    @AfterAll
    static void stop() throws InterruptedException {
        node.destroyForcibly().waitFor();
    }

    private static RestClient http() {
        return RestClient.create("http://127.0.0.1:" + port);
    }

    @Override
    protected SearchEngine open(QueryLimits limits) throws IOException {
        return OpenSearchEngine.open(http(), prefix, limits, JSON, true);
    }

    @Test
    void aDocumentThatTheIndexRefusesHoldsUpNoOther() throws IOException {
        Searchable nowhere = new Searchable(
                new DocumentKey(Kind.ITEM, "3"),
                "gem",
                "Climbing",
                "",
                List.of(),
                List.of(),
                List.of(),
                new Searchable.Place(null, 200, 0),
                null,
                Map.of(),
                Shelf.SAVED);
        Searchable endless = Shelf.item("x".repeat(600), "Climbing", "");
        engine.put(Shelf.item("1", "Sailing", ""), null);
        engine.put(nowhere, null);
        assertThatThrownBy(() -> engine.put(endless, null)).isInstanceOf(IllegalArgumentException.class);
        engine.remove(endless.key());
        engine.put(Shelf.item("2", "Diving", ""), null);
        engine.refresh();

        assertThat(shelf.find("sailing")).containsExactly("1");
        assertThat(shelf.find("diving")).containsExactly("2");
        assertThat(shelf.find("climbing")).isEmpty();
    }

    @Test
    void anotherPodGoesOnWhereTheLastCommitWas() throws IOException {
        shelf.put("1", "Sailing");
        engine.commit(Map.of("items.id", "topic"));

        try (SearchEngine other = open(LIMITS)) {
            assertThat(other.position()).isEqualTo(Map.of("items.id", "topic"));
            other.remove(new DocumentKey(Kind.ITEM, "1"));
            other.refresh();
        }

        assertThat(shelf.find("sailing")).isEqualTo(List.of());
    }
}
