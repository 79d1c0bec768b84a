package dev.concierge.hub.delivery.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.hub.delivery.DeliveryFlow;
import dev.concierge.hub.socket.WireClient;
import dev.concierge.testsupport.TestTokens;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class InboxFlowTests extends DeliveryFlow {
    private final String guest = TestTokens.guest(userId);

    @Test
    void whatArrivesIsKeptAndCountedOnOpenScreens() throws Exception {
        try (WireClient screen = socket(guest)) {
            screen.send("[\"1\",\"1\",\"users:" + userId + "\",\"phx_join\",{}]")
                    .next();

            UUID id = transactional("inbox");

            JsonNode frame = screen.next();
            assertThat(frame.get(3).asString()).isEqualTo("inbox");
            assertThat(frame.at("/4/notificationId").asString()).isEqualTo(id.toString());
            assertThat(frame.at("/4/unread").asInt()).isEqualTo(1);
            JsonNode item = inbox("").path("items").get(0);
            assertThat(item.path("text").asString()).isEqualTo("Hello there.");
            assertThat(item.has("readAt")).isFalse();

            call("PATCH", path("/" + id), guest, "{\"read\":true}");
            assertThat(screen.next().at("/4/unread").asInt()).isZero();
        }
    }

    @Test
    void whatIsArchivedIsListedApart() {
        UUID kept = transactional("inbox");
        UUID archived = transactional("inbox");
        receipt("sent", kept);
        receipt("sent", archived);

        call("PATCH", path("/" + archived), guest, "{\"archived\":true}");

        assertThat(ids(inbox(""))).containsExactly(kept.toString());
        assertThat(ids(inbox("?archived=true"))).containsExactly(archived.toString());
        assertThat(unread()).isEqualTo(1);
    }

    @Test
    void theListGoesOnWhereItWasLeft() {
        List<UUID> sent = List.of(transactional("inbox"), transactional("inbox"), transactional("inbox"));
        sent.forEach(id -> receipt("sent", id));

        JsonNode first = inbox("?limit=2");
        JsonNode second = inbox("?limit=2&cursor=" + first.path("next").asString());

        assertThat(ids(first)).hasSize(2);
        assertThat(ids(second)).hasSize(1).doesNotContainAnyElementsOf(ids(first));
        assertThat(second.path("next").isMissingNode() || second.path("next").isNull())
                .isTrue();
    }

    @Test
    void allAreReadAtOnce() {
        receipt("sent", transactional("inbox"));
        receipt("sent", transactional("inbox"));

        assertThat(unread()).isEqualTo(2);
        post(path("/read"), guest, "");
        assertThat(unread()).isZero();
        assertThat(ids(inbox("?unread=true"))).isEmpty();
    }

    @Test
    void whoHasNothingToReadIsToldNothing() throws Exception {
        try (WireClient screen = socket(guest)) {
            screen.send("[\"1\",\"1\",\"users:" + userId + "\",\"phx_join\",{}]")
                    .next();

            assertThat(post(path("/read"), guest, "").statusCode()).isEqualTo(204);
            UUID id = transactional("inbox");

            assertThat(screen.next().at("/4/notificationId").asString()).isEqualTo(id.toString());
        }
    }

    @Test
    void nobodyReadsAnothersInbox() {
        receipt("sent", transactional("inbox"));

        assertThat(get(path(""), TestTokens.guest(UUID.randomUUID())).statusCode())
                .isEqualTo(404);
    }

    @Test
    void aClientThatMayOnlyReadMarksNothing() {
        UUID id = transactional("inbox");
        receipt("sent", id);
        String reader = TestTokens.client("users:read");

        assertThat(call("PATCH", path("/" + id), reader, "{\"archived\":true}").statusCode())
                .isEqualTo(403);
        assertThat(post(path("/read"), reader, "").statusCode()).isEqualTo(403);
        assertThat(json(get(path("/unread"), reader).body()).path("unread").asInt())
                .isEqualTo(1);

        String writer = TestTokens.client("users:write");
        assertThat(call("PATCH", path("/" + id), writer, "{\"read\":true}").statusCode())
                .isEqualTo(200);
        assertThat(post(path("/read"), writer, "").statusCode()).isEqualTo(204);
        assertThat(unread()).isZero();
    }

    private JsonNode inbox(String query) {
        return json(get(path(query), guest).body());
    }

    private int unread() {
        return json(get(path("/unread"), guest).body()).path("unread").asInt();
    }

    private String path(String below) {
        return "/inbox/" + userId + below;
    }

    private static List<String> ids(JsonNode page) {
        return page.path("items")
                .valueStream()
                .map(item -> item.path("notificationId").asString())
                .toList();
    }
}
