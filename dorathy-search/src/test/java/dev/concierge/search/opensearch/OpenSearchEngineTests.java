package dev.concierge.search.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.codelibs.opensearch.runner.OpenSearchRunner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.client.RestClient;

/** A node of OpenSearch in this process, spoken with over HTTP as any other. */
class OpenSearchEngineTests extends SearchEngineRules {
    @TempDir
    private static Path data = Path.of("");

    private static final OpenSearchRunner RUNNER = new OpenSearchRunner();

    private final String prefix = "t-" + UUID.randomUUID();

    private static int port;

    @BeforeAll
    static void start() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        // its nodes count from 1
        RUNNER.setMaxHttpPort(port + 1);
        RUNNER.build(OpenSearchRunner.newConfigs()
                .numOfNode(1)
                .baseHttpPort(port - 1)
                .basePath(data.toString())
                .clusterName("concierge-tests"));
    }

    @AfterAll
    static void stop() throws IOException {
        RUNNER.close();
        RUNNER.clean();
    }

    @Override
    protected SearchEngine open(QueryLimits limits) throws IOException {
        return OpenSearchEngine.open(RestClient.create("http://127.0.0.1:" + port), prefix, limits, JSON, true);
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
