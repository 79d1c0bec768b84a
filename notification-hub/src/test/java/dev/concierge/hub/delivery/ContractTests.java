package dev.concierge.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.testsupport.Contracts;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ContractTests {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final String ADA = "0199f1c2-7a10-7c3e-9b57-3f2d8a6c1e01";

    @Test
    void readsARequestedNotification() {
        NotificationRequested requested = JSON.treeToValue(
                Contracts.example("notifications", "notification.requested"), NotificationRequested.class);
        assertThat(requested.userId()).isEqualTo(ADA);
        assertThat(requested.channels()).containsExactly("email", "live");
        assertThat(requested.category()).isEqualTo(Category.TRANSACTIONAL);
        assertThat(requested.content())
                .isEqualTo(
                        new Content("Welcome, {{user.firstName}}", "Good to have you here, {{user.firstName}}.", null));
        assertThat(requested.requestedAt()).isEqualTo(Instant.parse("2026-11-22T09:00:00Z"));
    }

    @Test
    void readsWhatTheLastReleaseRequested() {
        assertThat(Contracts.examples("notifications", "notification.requested"))
                .allSatisfy(example -> assertThat(JSON.treeToValue(example, NotificationRequested.class)
                                .channels())
                        .isNotEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"user.updated", "user.preferences-updated", "user.deleted"})
    void readsWhatHappenedToAGuest(String type) {
        assertThat(Contracts.examples("users", type)).allSatisfy(example -> {
            GuestChanged guest = JSON.treeToValue(example, GuestChanged.class);
            assertThat(guest.userId()).isEqualTo(ADA);
            assertThat(guest.version() == null).isEqualTo(type.equals("user.deleted"));
        });
    }

    @Test
    void saysUntilWhenItWaits() {
        JsonNode example = Contracts.example("notification-receipts", "notification.delayed");
        Receipt receipt = new Receipt(
                UUID.fromString("0199f1c2-7a10-5c3e-9b57-3f2d8a6c1e06"),
                ADA,
                "email",
                Instant.parse("2026-11-22T09:00:00Z"),
                "email: quiet hours",
                Instant.parse("2026-11-23T07:00:00Z"),
                example.get("source"));

        Contracts.assertValid("notification-receipts", "notification.delayed", JSON.writeValueAsString(receipt));
        assertThat(JSON.readTree(JSON.writeValueAsString(receipt))).isEqualTo(example);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sent", "suppressed", "failed"})
    void writesReceiptsAsPromised(String state) {
        Outcome outcome = switch (state) {
            case "suppressed" -> new Outcome.Suppressed("email: unsubscribed");
            case "failed" -> new Outcome.Failed("550 no such mailbox");
            default -> new Outcome.Sent();
        };
        Receipt receipt = new Receipt(
                UUID.fromString("0199f1c2-7a10-5c3e-9b57-3f2d8a6c1e06"),
                ADA,
                "email",
                Instant.parse("2026-11-22T09:00:00Z"),
                outcome.reason(),
                null,
                Contracts.example("notification-receipts", "notification.sent").get("source"));
        String type = "notification." + outcome.state();
        Contracts.assertValid("notification-receipts", type, JSON.writeValueAsString(receipt));
        assertThat(JSON.readTree(JSON.writeValueAsString(receipt)))
                .isEqualTo(Contracts.example("notification-receipts", type));
    }
}
