package dev.concierge.event.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.event.EventService;
import dev.concierge.event.Guests;
import dev.concierge.event.occurrence.Attributes;
import dev.concierge.event.occurrence.Occurrence;
import dev.concierge.event.occurrence.Origin;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestClock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestConstructor;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** How events are kept: what the tables promise, and what COPY must carry unchanged. */
@FlowTest(topics = {"users", "segments", "bookings", "date-events", "experiences", "journey-definitions"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class StoreFlowTests {
    private final AppendOccurrences append;
    private final History history;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final EventService events;
    private final String userId = Guests.someone();
    private final Instant now;

    StoreFlowTests(
            AppendOccurrences append,
            History history,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            TestClock clock,
            @LocalServerPort int port) {
        this.append = append;
        this.history = history;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.events = EventService.on(port);
        this.now = clock.instant();
    }

    /** But of the few rows in which operators say what they watch or tell again: their guest only narrows it. */
    @Test
    void theGuestLeadsEveryKeyAndUniqueIndex() {
        List<String> others =
                jdbc.sql("""
                        SELECT i.indexrelid::regclass::text
                        FROM pg_index i
                        JOIN pg_attribute guest ON guest.attrelid = i.indrelid AND guest.attname IN ('user_id', 'guest')
                        JOIN pg_class c ON c.oid = i.indrelid
                        JOIN pg_namespace n ON n.oid = c.relnamespace
                        WHERE n.nspname = 'public' AND i.indisunique AND i.indkey[0] <> guest.attnum""").query((row, number) -> row.getString(1)).list();

        assertThat(others).containsExactlyInAnyOrder("event_replays_pkey", "event_tails_pkey");
    }

    @Test
    void anEventIsOneRowAndThreeIndexEntries() {
        List<String> perRow =
                jdbc.sql("""
                        SELECT am.amname FROM pg_index i
                        JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am am ON am.oid = c.relam
                        WHERE i.indrelid = 'user_events'::regclass""").query((row, number) -> row.getString(1)).list();

        assertThat(perRow).filteredOn(method -> !method.equals("brin")).hasSize(3);
    }

    @Test
    void whatIsCopiedComesBackAsItWas() {
        Occurrence odd = occurrence(
                UUID.randomUUID(),
                "näme\t\\N \"😀\"",
                "{\"text\":\"\\t\\\\ \\\"😀 \\u001f\",\"n\":1.10,\"deep\":{\"a\":[null,true]}}",
                Origin.INTERACTION);

        stored(odd);

        Occurrence read = history.find(odd.id()).orElseThrow();
        assertThat(read.userId()).isEqualTo(userId);
        assertThat(read.name()).isEqualTo(odd.name());
        assertThat(read.at()).isEqualTo(odd.at());
        assertThat(read.receivedAt()).isEqualTo(odd.receivedAt());
        assertThat(read.origin()).isEqualTo(Origin.INTERACTION);
        assertThat(read.attributes().tree()).isEqualTo(odd.attributes().tree());
    }

    @Test
    void ofABatchOnlyWhatIsNewIsStoredInItsOrder() {
        Occurrence one = occurrence(UUID.randomUUID(), "a", "{}", Origin.EVENT);
        Occurrence two = occurrence(UUID.randomUUID(), "b", "{}", Origin.EVENT);
        Occurrence three = occurrence(UUID.randomUUID(), "c", "{}", Origin.EVENT);
        stored(two);

        AppendOccurrences.Appended appended = appended(three, two, one, three);

        assertThat(appended.stored()).extracting(StoredOccurrence::occurrence).containsExactly(three, one);
        assertThat(appended.stored()).extracting(StoredOccurrence::seq).isSorted();
        assertThat(appended.repeated()).containsExactlyInAnyOrder(two, three);
    }

    @Test
    void anIdThatAnotherGuestHasIsAnotherEvent() {
        UUID id = UUID.randomUUID();
        stored(occurrence(id, "a", "{}", Origin.EVENT));
        Occurrence ofAnother =
                new Occurrence(id, Guests.someone(), "a", now, now, Origin.EVENT, "app", Attributes.NONE);

        assertThat(appended(ofAnother).stored()).hasSize(1);
    }

    @Test
    void anIdOfTwoGuestsOfABatchIsTwoEvents() {
        Occurrence one = occurrence(UUID.randomUUID(), "a", "{}", Origin.EVENT);
        Occurrence ofAnother =
                new Occurrence(one.id(), Guests.someone(), "a", now, now, Origin.EVENT, "app", Attributes.NONE);

        AppendOccurrences.Appended appended = appended(one, ofAnother, one);

        assertThat(appended.stored()).extracting(StoredOccurrence::occurrence).containsExactly(one, ofAnother);
        assertThat(appended.repeated()).containsExactly(one);
    }

    @Test
    void whatAnErasedGuestDidIsSuppressed() {
        history.erase(List.of(userId), now);

        AppendOccurrences.Appended appended = appended(occurrence(UUID.randomUUID(), "a", "{}", Origin.EVENT));

        assertThat(appended.stored()).isEmpty();
        assertThat(appended.suppressed()).hasSize(1);
    }

    /** The list of all guests has no index of its own order: it looks further and further back. */
    @Test
    void listsWithoutANameGoBackAsFarAsTheyMust() {
        List<Occurrence> old = IntStream.range(0, 5)
                .mapToObj(i -> new Occurrence(
                        UUID.randomUUID(),
                        userId,
                        "back",
                        Instant.parse("2001-01-0" + (i + 1) + "T00:00:00Z"),
                        now,
                        Origin.EVENT,
                        "app",
                        Attributes.NONE))
                .toList();
        stored(old.toArray(Occurrence[]::new));

        JsonNode first = body("/users/{u}/events?limit=3");
        JsonNode all = body("/events?to=2001-02-01T00:00:00Z&from=2001-01-01T00:00:00Z&limit=2");

        assertThat(first.get("items").findValuesAsString("eventAt"))
                .containsExactly("2001-01-05T00:00:00Z", "2001-01-04T00:00:00Z", "2001-01-03T00:00:00Z");
        assertThat(first.get("next").isNull()).isFalse();
        assertThat(all.get("items").findValuesAsString("eventAt"))
                .containsExactly("2001-01-05T00:00:00Z", "2001-01-04T00:00:00Z");
    }

    private JsonNode body(String path) {
        return Objects.requireNonNull(events.get(path, userId).getBody());
    }

    private void stored(Occurrence... occurrences) {
        assertThat(appended(occurrences).stored()).hasSameSizeAs(occurrences);
    }

    private AppendOccurrences.Appended appended(Occurrence... occurrences) {
        return Objects.requireNonNull(transaction.execute(_ -> append.append(List.of(occurrences))));
    }

    private Occurrence occurrence(UUID id, String name, String attributes, Origin origin) {
        return new Occurrence(id, userId, name, now, now, origin, "app", Attributes.written(attributes));
    }

    /** With its indexes, of an event of 60 bytes of attributes; what the README says of sizes stands on it. */
    @Test
    void anEventTakesFewBytesOfDisk() {
        long before = bytes();
        for (int batch = 0; batch < 20; batch++) {
            appended(IntStream.range(0, 1000)
                    .mapToObj(i -> new Occurrence(
                            UUID.randomUUID(),
                            Guests.someone(),
                            "offer_viewed_" + i % 20,
                            now.minusMillis(i),
                            now,
                            Origin.EVENT,
                            "app",
                            Attributes.written(
                                    "{\"offerId\":\"o-" + i + "\",\"price\":{\"minor\":1999,\"currency\":\"EUR\"}}")))
                    .toArray(Occurrence[]::new));
        }

        assertThat((bytes() - before) / 20_000).as("bytes per event").isBetween(100L, 500L);
    }

    private long bytes() {
        return jdbc.sql("SELECT sum(pg_total_relation_size(inhrelid)) FROM pg_inherits"
                        + " WHERE inhparent = 'user_events'::regclass")
                .query(Long.class)
                .single();
    }
}
