package dev.concierge.search.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.platform.id.Ids;
import dev.concierge.testsupport.TestTokens;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

class AssistantFlowTests extends AssistantFlow {
    private final UUID guest = UUID.randomUUID();
    private final UUID conversation = UUID.randomUUID();

    @Autowired
    MeterRegistry meters;

    @BeforeEach
    void withoutAModel() {
        spend(guest);
    }

    @Test
    void anAnswerComesInPartsInOrderAndEndsWithAllOfItAndItsSources() {
        UUID message = say(guest, conversation, "Where can I go sailing?");

        assertThat(answer(message)).contains("Sailing at sunset [1]", "45.00 EUR", "Sources: [1] items/" + SAILING);
        List<JsonNode> parts = HOUSE.screen(message);
        assertThat(parts).extracting(part -> part.path("index").asInt()).containsExactly(0, 1);
        assertThat(parts).extracting(part -> part.path("kind").asString()).containsExactly("function_call", "final");
        assertThat(parts.getFirst().at("/content/citations/0/id").asString()).isEqualTo(SAILING.toString());
    }

    /** A counter that begins with its first time has no rate then. */
    @Test
    void howeverTurnsEndItIsCountedFromTheStart() {
        assertThat(meters.get("search.assistant.turns").counters())
                .extracting(counter -> counter.getId().getTag("outcome"))
                .containsExactlyInAnyOrder("answered", "agreed", "declined", "refused", "apologised");
    }

    @Test
    void aTitleIsCutBetweenCharacters() {
        String title = "a".repeat(99) + "\uD83C\uDFBB";

        assertThat(ask(guest, conversation, "Create a draft of " + title + " and more"))
                .contains("“" + title + "”");
    }

    @Test
    void aMessageIsAnsweredOnceHoweverOftenItIsHandedOver() {
        UUID message = say(guest, conversation, "hello");
        answer(message);
        post(message, guest, conversation, "hello")
                .expectStatus()
                .isAccepted()
                .expectHeader()
                .valueEquals("Idempotency-Replay", "true");
        post(message, guest, conversation, "something else").expectStatus().isEqualTo(422);
        assertThat(jdbc.sql("SELECT count(*) FROM assistant_turns WHERE message_id = ?")
                        .param(message)
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void oneTurnOfAGuestIsUnderWayAndTheOthersFollowInOrder() {
        List<UUID> said = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            names.add("Name" + i);
            said.add(say(guest, conversation, "I will call you Name" + i));
        }
        said.forEach(this::answer);

        assertThat(jdbc.sql("SELECT arguments->>'name' FROM assistant_calls WHERE user_id = ? ORDER BY call_id")
                        .param(guest)
                        .query(String.class)
                        .list())
                .isEqualTo(names);
    }

    @Test
    void aHubThatIsAwayGetsEverythingOnceItIsBack() {
        HOUSE.hubFails(8);
        UUID message = say(guest, conversation, "Where can I go sailing?");

        assertThat(answer(message)).contains("Sailing at sunset");
        assertThat(HOUSE.screen(message)).hasSize(2);
    }

    /** What a killed process leaves behind: a turn that is being answered, some of its parts, and its effect. */
    @Test
    void whatAKilledProcessLeftIsGoneOnWithUnderTheSameNumbers() {
        UUID message = UUID.randomUUID();
        jdbc.sql("""
                        INSERT INTO assistant_turns (message_id, conversation_id, user_id, content, state, taken_at)
                        VALUES (?, ?, ?, 'Where can I go sailing?', 'answering', now())""").params(message, conversation, guest).update();
        jdbc.sql("INSERT INTO assistant_guests (user_id) VALUES (?) ON CONFLICT DO NOTHING")
                .param(guest)
                .update();
        jdbc.sql("INSERT INTO assistant_parts (message_id, index, kind, content) VALUES (?, 0, 'DELTA', '\"I have\"')")
                .param(message)
                .update();
        jdbc.sql("""
                        INSERT INTO platform.effect (kind, id, key, payload, attempts, next_attempt_at)
                        VALUES ('assistant-turn', ?, ?, convert_to(?, 'UTF8'), 1, clock_timestamp())""")
                .params(
                        Ids.derived(message, "assistant-turn"),
                        guest.toString(),
                        "{\"messageId\":\"%s\",\"guest\":\"%s\"}".formatted(message, guest))
                .update();

        assertThat(answer(message)).contains("Sailing at sunset");
        assertThat(HOUSE.screen(message).getFirst().path("content").asString()).isEqualTo("I have");
        assertThat(HOUSE.screen(message).getLast().path("index").asInt()).isEqualTo(2);
    }

    @Test
    void nothingIsBookedBeforeAnExplicitYesAndThenOnce() {
        ask(guest, conversation, "Find a cooking class");
        String question = ask(guest, conversation, "Book the first one tomorrow at 19:00 for two");
        assertThat(question).contains("Italian cooking class", "90.00 EUR", "Please say yes or no");
        assertThat(HOUSE.bookingsOf(guest)).isZero();

        assertThat(ask(guest, conversation, "Yes, if it is not too expensive, I guess"))
                .doesNotContain("Booked");
        assertThat(HOUSE.bookingsOf(guest)).isZero();
        JsonNode open = json(exchange(HttpMethod.GET, "/assistant/" + guest + "/questions", HUB, null));
        assertThat(open.at("/items/0/says").asString()).isEqualTo(question);

        assertThat(ask(guest, conversation, "Yes, please!")).contains("Booked");
        assertThat(ask(guest, conversation, "Yes")).contains("nothing that waits");
        assertThat(HOUSE.bookingsOf(guest)).isOne();
    }

    @Test
    void aPriceThatChangedAfterTheQuestionIsNotAgreedTo() {
        ask(guest, conversation, "Book the Italian cooking class tomorrow at 19:00");
        HOUSE.price = 9_900;
        try {
            assertThat(ask(guest, conversation, "yes")).contains("price has changed to 99.00 EUR");
        } finally {
            HOUSE.price = 4_500;
        }
        assertThat(HOUSE.callsOf("POST /bookings/b1").stream()
                        .filter(call -> call.path().contains("/confirmation")
                                && call.body().contains(guest.toString())))
                .isEmpty();
    }

    @Test
    void aBookingThatChangedAfterTheQuestionIsLeftAsItIs() {
        House.Booking mine = HOUSE.booked(guest, "2030-01-05T19:00:00Z");
        assertThat(ask(guest, conversation, "Cancel my booking")).contains("Shall I cancel");
        HOUSE.moved(mine, "2030-01-06T19:00:00Z");

        assertThat(ask(guest, conversation, "yes")).contains("has changed meanwhile");
        assertThat(HOUSE.bookingsOf(guest.toString()))
                .extracting(House.Booking::status)
                .containsExactly("confirmed");
    }

    @Test
    void ofSeveralBookingsTheGuestIsAskedWhich() {
        HOUSE.booked(guest, "2030-01-05T19:00:00Z");
        HOUSE.booked(guest, "2030-01-06T19:00:00Z");
        HOUSE.booked(guest, "2020-01-06T19:00:00Z");

        assertThat(ask(guest, conversation, "Cancel my booking"))
                .contains("Which of your bookings", "5 January 2030", "6 January 2030")
                .doesNotContain("2020");
        assertThat(ask(guest, conversation, "Cancel number 2")).contains("Shall I cancel");
        assertThat(ask(guest, conversation, "yes")).contains("Cancelled");
        assertThat(HOUSE.bookingsOf(guest.toString()))
                .filteredOn(booking -> booking.status().equals("cancelled"))
                .hasSize(1);
    }

    /** Nobody is unknown: of whom nothing is kept, nothing is shown, and nothing is kept for the asking. */
    @Test
    void aGuestOfWhomNothingIsKnownHasAnAssistantThatRemembersNothing() {
        JsonNode assistant = json(exchange(HttpMethod.GET, path(""), HUB, null));
        assertThat(assistant.path("remembers").asBoolean(true)).isFalse();
        assertThat(assistant.path("name").isNull()).isTrue();
        assertThat(memories()).isEmpty();
        assertThat(json(exchange(HttpMethod.GET, path("/questions"), HUB, null)).path("items"))
                .isEmpty();
        exchange(HttpMethod.DELETE, path("/memories"), HUB, null).expectStatus().isNoContent();
        exchange(HttpMethod.GET, path("/memories/" + UUID.randomUUID()), HUB, null)
                .expectStatus()
                .isNotFound();
        exchange(HttpMethod.PUT, path(""), HUB, Map.of("remembers", "yes"))
                .expectStatus()
                .isBadRequest();

        assertThat(jdbc.sql("SELECT count(*) FROM assistant_guests WHERE user_id = ?")
                        .param(guest)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aQuestionIsOneConversationsAndOneGuests() {
        ask(guest, conversation, "Book the Italian cooking class tomorrow at 19:00");
        UUID other = UUID.randomUUID();
        spend(other);

        assertThat(ask(guest, UUID.randomUUID(), "yes")).contains("nothing that waits");
        assertThat(ask(other, conversation, "yes")).contains("nothing that waits");
        assertThat(HOUSE.bookingsOf(guest) + HOUSE.bookingsOf(other)).isZero();
    }

    @Test
    void remembersWithConsentOnlyAndTheGuestSeesCorrectsAndErasesIt() {
        assertThat(ask(guest, conversation, "Remember that I am allergic to nuts"))
                .contains("May I keep");
        assertThat(memories()).isEmpty();
        assertThat(ask(guest, conversation, "yes")).contains("I am allergic to nuts");
        assertThat(ask(guest, conversation, "What do you know about me?")).contains("allergic to nuts");

        JsonNode memory =
                json(exchange(HttpMethod.GET, path("/memories"), HUB, null)).at("/items/0");
        assertThat(memory.path("source").asString()).isEqualTo("conversation " + conversation);
        String one = path("/memories/" + memory.path("memoryId").asString());
        assertThat(json(exchange(HttpMethod.PUT, one, HUB, Map.of("text", "I eat everything")))
                        .path("correctedAt")
                        .isNull())
                .isFalse();
        assertThat(ask(guest, conversation, "What do you remember?")).contains("I eat everything");
        exchange(HttpMethod.DELETE, one, HUB, null).expectStatus().isNoContent();
        exchange(HttpMethod.DELETE, one, HUB, null).expectStatus().isNotFound();

        ask(guest, conversation, "Remember that I like the sea");
        assertThat(memories()).containsExactly("I like the sea");
        exchange(HttpMethod.PUT, path(""), HUB, Map.of("remembers", false))
                .expectStatus()
                .isOk();
        assertThat(memories()).isEmpty();
    }

    @Test
    void answersToTheNameThatTheGuestChose() {
        ask(guest, conversation, "I will call you Pixel");
        assertThat(ask(guest, conversation, "Who are you?")).contains("Pixel");
        assertThat(json(exchange(HttpMethod.GET, path(""), HUB, null))
                        .path("name")
                        .asString())
                .isEqualTo("Pixel");
    }

    @Test
    void anErasedGuestTakesEverythingAlongAndWhatComesLateIsKeptNowhere() {
        ask(guest, conversation, "Remember that I like the sea");
        ask(guest, conversation, "yes");
        messages.publish(
                "users",
                guest.toString(),
                "user.deleted",
                Map.of("userId", guest.toString(), "deletedAt", "2026-11-22T09:00:00Z"));
        assertThat(messages.await(
                                "erasures",
                                "erasure.done",
                                receipt -> receipt.path("subject").asString().equals(guest.toString()))
                        .path("service")
                        .asString())
                .isEqualTo("dorathy-search");

        for (String table : List.of("turns", "conversations", "questions", "calls", "memories", "spending")) {
            assertThat(jdbc.sql("SELECT count(*) FROM assistant_" + table + " WHERE user_id = ?")
                            .param(guest)
                            .query(Long.class)
                            .single())
                    .as(table)
                    .isZero();
        }
        post(UUID.randomUUID(), guest, conversation, "hello").expectStatus().isNotFound();
        exchange(HttpMethod.PUT, path(""), HUB, Map.of("remembers", true))
                .expectStatus()
                .isNotFound();
    }

    @Test
    void onlyServicesWithTheirScopeMayAsk() {
        exchange(HttpMethod.GET, path("/memories"), TestTokens.guest(guest), null)
                .expectStatus()
                .isForbidden();
        exchange(HttpMethod.GET, path("/memories"), TestTokens.service("x", "search:read"), null)
                .expectStatus()
                .isForbidden();
    }

    @Test
    void oneGuestsSlowTurnHoldsUpNobodyElse() {
        UUID slow = UUID.randomUUID();
        CHAT.misbehave("Hang, please", _ -> CHAT.hang());
        UUID hanging = say(slow, UUID.randomUUID(), "Hang, please");

        UUID quick = say(guest, conversation, "hello");
        await().until(() -> HOUSE.last(quick) != null);
        assertThat(HOUSE.last(hanging)).isNull();
        assertThat(answer(hanging)).contains("I am sorry");
    }

    private String path(String rest) {
        return "/assistant/" + guest + rest;
    }

    private List<String> memories() {
        return texts(json(exchange(HttpMethod.GET, path("/memories"), HUB, null)), "text");
    }
}
