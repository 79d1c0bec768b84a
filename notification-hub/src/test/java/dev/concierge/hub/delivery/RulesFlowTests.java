package dev.concierge.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.hub.delivery.rules.SentBefore;
import dev.concierge.testsupport.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

class RulesFlowTests extends DeliveryFlow {
    @Autowired
    private TestClock clock;

    @Autowired
    private Notifications notifications;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void advertisingWaitsForTheEndOfQuietHoursAndComesThen() {
        LocalTime end = sleepsForTwoHours();

        UUID id = marketing("email");

        JsonNode delayed = receipt("delayed", id);
        assertThat(delayed.path("reason").asString()).isEqualTo("email: quiet hours");
        Instant until = Instant.parse(delayed.path("until").asString());
        assertThat(until.atZone(ZoneOffset.UTC).toLocalTime()).isEqualTo(end);
        assertThat(shown(id).path("state").asString()).isEqualTo("held");
        assertThat(shown(id).path("reason").asString()).isEqualTo("email: quiet hours");
        assertThat(shown(id).path("until").asString()).isEqualTo(until.toString());
        Duration ahead = Duration.between(clock.instant(), until);
        clock.advance(ahead);
        try {
            assertThat(Instant.parse(receipt("sent", id).path("at").asString()))
                    .isBetween(until, until.plusSeconds(20));
        } finally {
            clock.advance(ahead.negated());
        }
        assertThat(MAIL.to(address)).hasSize(1);
    }

    @Test
    void whatAGuestDidThemselvesIsAnsweredAtAnyHour() {
        sleepsForTwoHours();

        receipt("sent", transactional("email"));
    }

    @Test
    void whatWouldBeTooLateAfterQuietHoursDoesNotWait() {
        sleepsForTwoHours();

        UUID id = request(
                Map.of("category", "marketing", "expiresAt", clock.instant().plusSeconds(60)), "email");

        assertThat(reason("suppressed", id)).isEqualTo("email: expires in quiet hours");
    }

    @Test
    void whatIsTooLateIsNotSent() {
        UUID id = request(Map.of("expiresAt", clock.instant().minusSeconds(1)), "email");

        assertThat(reason("suppressed", id)).isEqualTo("email: expired");
        assertThat(MAIL.to(address)).isEmpty();
    }

    @Test
    void advertisingIsCountedAsItWasSent() {
        receipt("sent", marketing("email"));
        receipt("sent", marketing("email"));
        receipt("sent", transactional("email"));

        SentBefore today = transaction.execute(_ -> notifications
                .sentBefore("email", List.of(userId), clock.instant())
                .get(userId));
        SentBefore inThreeDays = transaction.execute(_ -> notifications
                .sentBefore("email", List.of(userId), clock.instant().plus(Duration.ofDays(3)))
                .get(userId));

        assertThat(today).isEqualTo(new SentBefore(2, 2));
        assertThat(inThreeDays).isEqualTo(new SentBefore(0, 2));
    }

    /** Returns when, in UTC. */
    private LocalTime sleepsForTwoHours() {
        LocalTime now = clock.instant().atZone(ZoneOffset.UTC).toLocalTime().truncatedTo(ChronoUnit.MINUTES);
        LocalTime end = now.plusHours(1);
        USERS.knowsSleeper(userId, address, now.minusHours(1), end, "UTC");
        return end;
    }
}
