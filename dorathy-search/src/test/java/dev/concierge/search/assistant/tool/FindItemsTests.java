package dev.concierge.search.assistant.tool;

import static dev.concierge.search.engine.Shelf.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.platform.id.Ids;
import dev.concierge.search.assistant.dialogue.Heard;
import dev.concierge.search.assistant.dialogue.Tongue;
import dev.concierge.search.assistant.dialogue.Turn;
import dev.concierge.search.control.Wanting;
import dev.concierge.search.engine.SearchEngine;
import dev.concierge.search.engine.Shelf;
import dev.concierge.search.lucene.LuceneEngine;
import dev.concierge.search.lucene.QueryLimits;
import dev.concierge.search.meaning.Meanings;
import dev.concierge.search.popularity.Liked;
import dev.concierge.search.query.Search;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class FindItemsTests {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aSearchThatHadNoTimeSaysSoAndNotThatThereIsNothing() throws IOException {
        Tool.Result result = use(Duration.ZERO, "sailing");

        assertThat(result)
                .isInstanceOfSatisfying(
                        Tool.Result.Refused.class,
                        refused -> assertThat(refused.says()).contains("takes too long"));
    }

    @Test
    void aSearchThatFoundNothingSaysThat() throws IOException {
        Tool.Result result = use(Duration.ofSeconds(30), "chess");

        assertThat(result)
                .isInstanceOfSatisfying(
                        Tool.Result.Found.class,
                        found -> assertThat(found.data().path("hits")).isEmpty());
    }

    private Tool.Result use(Duration time, String query) throws IOException {
        QueryLimits limits = new QueryLimits(128, time, new SimpleMeterRegistry());
        try (SearchEngine engine = LuceneEngine.open(folder, limits, JSON, false)) {
            for (int i = 0; i < 5_000; i++) {
                engine.put(item("" + i, "Sailing", ""), null);
            }
            engine.refresh();
            Clock clock = Clock.fixed(Shelf.SAVED, ZoneOffset.UTC);
            FindItems tool = new FindItems(
                    new Search(engine, new Meanings(), Wanting.NOTHING, Liked.NOTHING, null, new Ids(clock), clock));
            Heard heard = new Heard(
                    new Turn(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), query, Shelf.SAVED),
                    Tongue.EN,
                    List.of(),
                    List.of(),
                    null,
                    List.of());
            return tool.use(heard, Arguments.of(JSON.createObjectNode().put("query", query), tool.parameters()));
        }
    }
}
