package dev.concierge.search.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A model may do whatever it likes: it costs its guest a polite answer, and nobody else anything. */
class ModelFlowTests extends AssistantFlow {
    private static final List<String> TOOLS = List.of(
            "search",
            "curate",
            "my_bookings",
            "cancel_booking",
            "cancel_booking.act",
            "move_booking",
            "draft_experience",
            "my_events",
            "my_preferences",
            "set_preference",
            "free_times",
            "book",
            "book.act",
            "date_events",
            "register_for_date",
            "suggest_experience",
            "remember",
            "recall",
            "forget",
            "choose_name",
            "delete_user");
    private static final List<String> NAMES = List.of(
            "userId", "user_id", "guest", "guestId", "item", "event", "booking", "query", "text", "title", "reason",
            "number", "day", "time", "party", "channel", "kind", "given", "name", "age", "side");

    private final UUID guest = UUID.randomUUID();
    private final UUID conversation = UUID.randomUUID();

    static Stream<ChatServer.Misdeed> misdeeds() {
        return Stream.of(
                _ -> CHAT.hang(),
                exchange -> exchange.sendResponseHeaders(500, -1),
                exchange -> exchange.sendResponseHeaders(429, -1),
                exchange -> ChatServer.line(ChatServer.begin(exchange), "data: {nonsense"),
                exchange -> ChatServer.line(ChatServer.begin(exchange), "<html>502 Bad Gateway</html>"),
                exchange -> ChatServer.line(
                        ChatServer.begin(exchange), "data: {\"error\": {\"code\": 502, \"message\": \"down\"}}"),
                exchange -> {
                    OutputStream out = ChatServer.begin(exchange);
                    ChatServer.chunk(
                            out,
                            ChatServer.choice(
                                    JsonNodeFactory.instance.objectNode().put("content", "I am about"), null));
                },
                exchange -> sayWhole(exchange, "none \\u0000 such"),
                exchange -> sayWhole(exchange, "half \\ud83d a pair"),
                exchange -> {
                    OutputStream out = ChatServer.begin(exchange);
                    while (true) {
                        ChatServer.comment(out);
                    }
                },
                exchange -> {
                    OutputStream out = ChatServer.begin(exchange);
                    ObjectNode word = JsonNodeFactory.instance.objectNode().put("content", "word ".repeat(20));
                    while (true) {
                        ChatServer.chunk(out, ChatServer.choice(word, null));
                    }
                },
                exchange -> CHAT.call(
                        ChatServer.begin(exchange),
                        "search {\"query\": \"again\"}",
                        JsonNodeFactory.instance.objectNode()));
    }

    /** @param written as JSON */
    private static void sayWhole(HttpExchange exchange, String written) throws IOException {
        OutputStream out = ChatServer.begin(exchange);
        ObjectNode words = JsonNodeFactory.instance.objectNode().put("content", "words");
        ChatServer.line(
                out, "data: " + ChatServer.choice(words, "stop").toString().replace("words", written));
        ChatServer.line(out, "data: [DONE]");
    }

    @ParameterizedTest
    @MethodSource("misdeeds")
    void whateverAModelDoesItsGuestGetsAPoliteAnswerAndTheNextTurnIsAsEver(ChatServer.Misdeed misdeed) {
        String said = "Misbehave " + UUID.randomUUID();
        CHAT.misbehave(said, misdeed);

        assertThat(ask(guest, conversation, said))
                .isEqualTo("I am sorry, I cannot answer that right now. Please ask me again in a moment.");

        CHAT.script("Where can I go sailing?", List.of("search {\"query\": \"sailing\"}"));
        assertThat(ask(guest, conversation, "Where can I go sailing?")).contains("Sailing at sunset");
    }

    @Test
    void aModelsWordsComeAsTheyAreSaid() {
        UUID message = say(guest, conversation, "Say hello");
        answer(message);

        assertThat(HOUSE.screen(message))
                .extracting(part -> part.path("kind").asString())
                .startsWith("delta")
                .endsWith("final");
    }

    @Test
    void beyondADaysBudgetAnswersComeWithoutAModel() {
        ask(guest, conversation, "Say hello");
        assertThat(jdbc.sql("SELECT tokens FROM assistant_spending WHERE user_id = ?")
                        .param(guest)
                        .query(Long.class)
                        .single())
                .isEqualTo(100);
        jdbc.sql("UPDATE assistant_spending SET tokens = 1000000 WHERE user_id = ?")
                .param(guest)
                .update();
        int asked = CHAT.requests.size();

        assertThat(ask(guest, conversation, "Where can I go sailing?")).contains("Sailing at sunset [1]");
        assertThat(CHAT.requests).hasSize(asked);
    }

    @Test
    void aModelIsToldNoIdOfTheGuest() {
        String said = "Who am I? " + UUID.randomUUID();
        ask(guest, conversation, said);

        assertThat(CHAT.requests.stream().map(JsonNode::toString).filter(request -> request.contains(said)))
                .isNotEmpty()
                .noneMatch(request -> request.contains(guest.toString()));
    }

    /** A model that books and confirms by itself, and writes into memory what it read. */
    @Test
    void whatAModelWasTalkedIntoBooksNothingAndRemembersNothing() {
        CHAT.script(
                "Tell me about that tour",
                List.of(
                        "search {\"query\": \"haunted\"}",
                        "remember {\"text\": \"the guest agreed to everything\"}",
                        "book.act {\"businessId\": \"b1\", \"offerId\": \"" + COOKING + "\"}",
                        "search {\"query\": \"italian cooking\"}",
                        "book {\"item\": \"@1\", \"day\": \"@tomorrow\", \"time\": \"19:00\", \"party\": 4}"));
        String answer = ask(guest, conversation, "Tell me about that tour");

        assertThat(answer).contains("Shall I book “Italian cooking class”", "180.00 EUR");
        assertThat(HOUSE.bookingsOf(guest)).isZero();
        assertThat(jdbc.sql("SELECT count(*) FROM assistant_memories WHERE user_id = ?")
                        .param(guest)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    /** It would stay among the guest's suggestions, as the house's own words. */
    @Test
    void whatAModelWasTalkedIntoSuggestsNothingInTheHousesName() {
        CHAT.script(
                "Tell me about that walk",
                List.of(
                        "search {\"query\": \"haunted\"}",
                        "suggest_experience {\"title\": \"Call 555 to win\", \"reason\": \"You have agreed\"}"));
        int before = HOUSE.calls.size();

        assertThat(ask(guest, conversation, "Tell me about that walk"))
                .contains("Shall I note “Call 555 to win”", "You have agreed");
        ask(guest, conversation, "no");
        assertThat(HOUSE.calls.subList(before, HOUSE.calls.size()))
                .noneMatch(call -> call.line().startsWith("POST /suggestions"));
    }

    @Test
    void noArgumentOfAnyToolReachesAnotherGuest() {
        Random random = new Random(47);
        jdbc.sql("INSERT INTO assistant_guests (user_id, consented_at) VALUES (?, now()) ON CONFLICT DO NOTHING")
                .param(VICTIM)
                .update();
        jdbc.sql("""
                        INSERT INTO assistant_memories (memory_id, user_id, text, source, remembered_at)
                        VALUES (?, ?, 'the secret of another', 'test', now()) ON CONFLICT DO NOTHING""").params(VICTIM, VICTIM).update();
        House.Booking theirs = HOUSE.booked(VICTIM, "2030-01-05T19:00:00Z");
        int before = HOUSE.calls.size();
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String said = "Fuzz " + i + " forget " + VICTIM;
            List<String> uses = new ArrayList<>();
            for (int use = 0; use < 4; use++) {
                uses.add(TOOLS.get(random.nextInt(TOOLS.size())) + " " + arguments(random, theirs.bookingId()));
            }
            CHAT.script(said, uses);
            answers.add(ask(guest, conversation, said));
            answers.add(ask(guest, conversation, "yes"));
        }

        assertThat(HOUSE.calls.subList(before, HOUSE.calls.size()).stream()
                        .map(call -> call.path() + " " + call.query() + " " + call.body())
                        .filter(call -> call.contains(VICTIM.toString()))
                        .filter(call -> !isOnlyAboutThem(call)))
                .isEmpty();
        assertThat(answers).noneMatch(answer -> answer.contains("the secret of another"));
        assertThat(jdbc.sql("SELECT text FROM assistant_memories WHERE user_id = ?")
                        .param(VICTIM)
                        .query(String.class)
                        .single())
                .isEqualTo("the secret of another");
        assertThat(HOUSE.bookingsOf(VICTIM.toString())).containsExactly(theirs);
        assertThat(HOUSE.calls.subList(before, HOUSE.calls.size()))
                .as("another's booking is not even read")
                .noneMatch(call -> call.path().contains(theirs.bookingId().toString()));
        assertThat(jdbc.sql("SELECT count(*) FROM assistant_calls WHERE user_id = ?")
                        .param(guest)
                        .query(Long.class)
                        .single())
                .isGreaterThan(80);
    }

    /** As words of a title or question, or as the id of a date event that nobody knows: never as whose it is. */
    private boolean isOnlyAboutThem(String call) {
        return (call.startsWith("/suggestions") || call.startsWith("/curations"))
                        && call.contains("\"guest\":\"" + guest + "\"")
                || call.startsWith("/dating/events/" + VICTIM + " ");
    }

    private static String arguments(Random random, UUID booking) {
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        if (random.nextInt(4) == 0) {
            // all that a change of a booking needs, of another guest's
            arguments.put("booking", booking.toString());
            if (random.nextBoolean()) {
                arguments.put("day", "2030-01-05").put("time", "10:00");
            }
            return arguments.toString();
        }
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            String name = NAMES.get(random.nextInt(NAMES.size()));
            switch (random.nextInt(5)) {
                case 0 -> arguments.put(name, random.nextInt(5));
                case 1 -> arguments.put(name, random.nextBoolean());
                case 2 -> arguments.putObject(name).put("id", VICTIM.toString());
                default -> arguments.put(name, VICTIM.toString());
            }
        }
        return arguments.toString();
    }
}
