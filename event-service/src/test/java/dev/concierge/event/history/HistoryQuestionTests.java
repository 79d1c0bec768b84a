package dev.concierge.event.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.event.occurrence.Attributes;
import dev.concierge.event.occurrence.Occurrence;
import dev.concierge.event.occurrence.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class HistoryQuestionTests {
    @Test
    void aWindowLiesOnBothSidesOfWhatHappened() {
        HistoryQuestion question = question("2026-11-22T09:00:00.123456789Z", Duration.ofHours(1));

        assertThat(question.happenedAt()).isEqualTo("2026-11-22T09:00:00.123456Z");
        assertThat(question.since()).isEqualTo("2026-11-22T08:00:00.123456Z");
        assertThat(question.until()).isEqualTo("2026-11-22T10:00:00.123456Z");
    }

    /** Postgres reads no year below one and none of five digits as Java writes them: the event would be parked. */
    @Test
    void aWindowEndsWithTheYearsThatAreStored() {
        assertThat(question("0001-01-01T00:30:00Z", Duration.ofHours(1)).since())
                .isEqualTo("-infinity");
        assertThat(question("9999-12-31T23:30:00Z", Duration.ofHours(1)).until())
                .isEqualTo("infinity");
    }

    @Test
    void withoutAWindowEverythingCounts() {
        HistoryQuestion question = question("2026-11-22T09:00:00Z", null);

        assertThat(question.since()).isEqualTo("-infinity");
        assertThat(question.until()).isEqualTo("infinity");
        assertThat(question.width()).isEmpty();
    }

    private static HistoryQuestion question(String at, @Nullable Duration within) {
        Instant happened = Instant.parse(at);
        Occurrence occurrence = new Occurrence(
                UUID.randomUUID(), "u-1", "bought", happened, happened, Origin.EVENT, "app", Attributes.NONE);
        return new HistoryQuestion(
                new StoredOccurrence(occurrence, 1), 2, within, JsonNodeFactory.instance.objectNode());
    }
}
