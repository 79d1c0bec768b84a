package dev.concierge.event.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.platform.id.Ids;
import dev.concierge.platform.message.OutgoingMessage;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class TurnedAwayTests {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T09:00:00Z"), ZoneOffset.UTC);

    private final List<OutgoingMessage> tried = new ArrayList<>();
    private final List<OutgoingMessage> told = new ArrayList<>();
    private boolean away;
    private final TurnedAway turnedAway = new TurnedAway(this::publish, new Ids(CLOCK));

    @Test
    void sumsUpByClientAndReasonAndTellsOnce() {
        turnedAway.add("app", "too-many-in-flight", 500);
        turnedAway.add("till", "too-many-in-flight", 1);
        turnedAway.add("app", "too-many-in-flight", 500);
        turnedAway.tell();
        turnedAway.tell();

        assertThat(told)
                .extracting(OutgoingMessage::data)
                .containsExactlyInAnyOrder(
                        new EventsRefused("app", List.of(new EventsRefused.Refusal("", "too-many-in-flight", 1_000))),
                        new EventsRefused("till", List.of(new EventsRefused.Refusal("", "too-many-in-flight", 1))));
        assertThat(told).extracting(OutgoingMessage::topic).containsOnly("event-losses");
    }

    @Test
    void tellsWhatTheBrokerMayHaveTakenAgainUnderItsId() {
        away = true;
        turnedAway.add("app", "event-log-unavailable", 2);
        turnedAway.tell();
        turnedAway.add("app", "event-log-unavailable", 3);
        turnedAway.tell();
        away = false;
        turnedAway.tell();

        assertThat(told)
                .extracting(OutgoingMessage::data)
                .containsExactly(
                        new EventsRefused("app", List.of(new EventsRefused.Refusal("", "event-log-unavailable", 2))),
                        new EventsRefused("app", List.of(new EventsRefused.Refusal("", "event-log-unavailable", 3))));
        assertThat(tried.stream().map(OutgoingMessage::id).distinct()).hasSize(2);
        assertThat(tried).hasSize(4);
    }

    @Test
    void remembersSoManyClientsAndCountsTheOthersTogether() {
        for (int number = 0; number < 1_002; number++) {
            turnedAway.add("client-" + number, "over-capacity", 1);
        }
        turnedAway.tell();

        assertThat(told).hasSize(1_001);
        assertThat(told)
                .extracting(OutgoingMessage::data)
                .contains(new EventsRefused("unknown", List.of(new EventsRefused.Refusal("", "over-capacity", 2))));
    }

    private CompletableFuture<Void> publish(OutgoingMessage message) {
        tried.add(message);
        if (away) {
            return CompletableFuture.failedFuture(new TimeoutException("away"));
        }
        told.add(message);
        return CompletableFuture.allOf();
    }
}
