package dev.concierge.e2e.lists;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.e2e.RunningFleet;
import dev.concierge.localstack.driver.LocalFleet;
import dev.concierge.localstack.infrastructure.ReceivedMail;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What others found hard: nothing breaks, comes back changed, or is accepted and cannot be read back. */
@Order(4)
@EnabledIfSystemProperty(
        named = "lists",
        matches = ".+",
        disabledReason = "the public lists are not kept here: -Dlists=<folder> names where they are (CONTRIBUTING.md)")
@ExtendWith(RunningFleet.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublicListTests {
    /** By the same mailbox in another line of the list. */
    private static final int TAKEN_BY_ANOTHER = 409;

    /** Purchases, of which a write key, that any page shows, may not tell. */
    private static final String NOT_FROM_A_PAGE = "not-theirs-to-say";

    private static final String SHELF = "/businesses/lists/locations/shelf";

    private final PublicLists lists = new PublicLists(Path.of(System.getProperty("lists", "")));
    private final LocalFleet fleet;
    private final Posted posted;

    PublicListTests(LocalFleet fleet) {
        this.fleet = fleet;
        this.posted = new Posted(fleet.gateway(), fleet.clientToken());
    }

    @BeforeAll
    void openAShelf() {
        posted.post("/businesses", """
                {"businessId": "lists", "name": "Lists", "zone": "Europe/Berlin"}""");
        posted.post("/businesses/lists/locations", """
                {"locationId": "shelf", "name": "Shelf", "zone": "Europe/Berlin"}""");
    }

    static Stream<Door> textDoors() {
        return Stream.of(
                new Door(
                        "a guest's names and attributes",
                        "/users",
                        (text, n) -> """
                                {"email": "naughty-%d@example.org", "firstName": %s, "lastName": %2$s,
                                 "attributes": {"k": %2$s}}""".formatted(n, text),
                        (answer, n) -> "/users/" + answer.path("userId").asString(),
                        List.of("/firstName", "/lastName", "/attributes/k")),
                new Door(
                        "a business's name",
                        "/businesses",
                        (text, n) -> """
                                {"businessId": "naughty%d", "name": %s, "zone": "UTC"}""".formatted(n, text),
                        (answer, n) -> "/businesses/naughty" + n,
                        List.of("/name")),
                new Door(
                        "an item's title, description and attributes",
                        "/items",
                        (text, n) -> """
                                {"type": "gem", "title": %s, "description": %1$s, "tags": ["t"],
                                 "attributes": {"k": %1$s}}""".formatted(text),
                        (answer, n) -> "/items/" + answer.path("itemId").asString(),
                        List.of("/title", "/description", "/attributes/k")),
                new Door(
                        "a date's title",
                        "/dating/events",
                        (text, n) -> """
                                {"startsAt": "2035-01-01T10:00:00Z", "title": %s}""".formatted(text),
                        (answer, n) ->
                                "/dating/events/" + answer.path("eventId").asString(),
                        List.of("/title")),
                new Door(
                        "a journey's name",
                        "/journeys",
                        (text, n) -> """
                                {"journeyId": "naughty-%d", "name": %s, "start": "end",
                                 "nodes": {"end": {"type": "exit"}}}""".formatted(n, text),
                        (answer, n) -> "/journeys/naughty-" + n,
                        List.of("/definition/name")),
                new Door(
                        "an event's name and attributes",
                        "/event",
                        (text, n) -> """
                                {"userId": "naughty-%d", "eventName": %s, "eventTime": "2026-01-01T10:00:00Z",
                                 "attributes": {"k": %2$s}}""".formatted(n, text),
                        (answer, n) -> "/events/" + answer.path("eventId").asString(),
                        List.of("/eventName", "/attributes/k")),
                new Door(
                        "a resource's data",
                        SHELF + "/resources/naughty",
                        (text, n) -> """
                                {"id": "n%d", "k": %s, "more": [{"k": %2$s}]}""".formatted(n, text),
                        (answer, n) -> SHELF + "/resources/naughty/n" + n,
                        List.of("/data/k", "/data/more/0/k")));
    }

    static Stream<Door> jsonDoors() {
        return Stream.of(
                new Door(
                        "concierge-service",
                        "/items",
                        (json, n) -> "{\"type\": \"gem\", \"title\": \"Suite\", \"attributes\": {\"v\": " + json + "}}",
                        (answer, n) -> "/items/" + answer.path("itemId").asString(),
                        List.of("/attributes/v")),
                new Door(
                        "event-service",
                        "/event",
                        (json, n) -> """
                                {"userId": "suite-%d", "eventName": "suite", "eventTime": "2026-01-01T10:00:00Z",
                                 "attributes": {"v": """.formatted(n) + json + "}}",
                        (answer, n) -> "/events/" + answer.path("eventId").asString(),
                        List.of("/attributes/v")),
                new Door(
                        "resource-service",
                        SHELF + "/resources/suite",
                        (json, n) -> "{\"id\": \"s" + n + "\", \"v\": " + json + "}",
                        (answer, n) -> SHELF + "/resources/suite/s" + n,
                        List.of("/data/v")));
    }

    @ParameterizedTest
    @MethodSource("textDoors")
    void naughtyStringsComeBackAsTheyWent(Door door) throws IOException {
        List<String> strings = lists.naughtyStrings();
        Outcomes outcomes = posted.inParallel(strings.size(), n -> {
            String text = strings.get(n);
            return posted.through(door, quoted(text).getBytes(StandardCharsets.UTF_8), n)
                    .expecting(JsonNodeFactory.instance.stringNode(text));
        });
        outcomes.report("naughty strings, " + door);

        assertThat(outcomes.faults()).isEmpty();
        assertThat(outcomes.accepted()).isPositive();
    }

    @Test
    void naughtyStringsAreSearchedFor() throws IOException {
        List<String> strings = lists.naughtyStrings();
        Outcomes outcomes = posted.inParallel(
                strings.size(),
                n -> posted.get("/search?q=" + URLEncoder.encode(strings.get(n), StandardCharsets.UTF_8))
                        .about(strings.get(n)));
        outcomes.report("naughty strings, search");

        assertThat(outcomes.faults()).isEmpty();
    }

    @Test
    void naughtyNamesAreGreetedByMail() throws IOException {
        Map<String, String> names = new HashMap<>();
        List<String> strings = lists.naughtyStrings();
        for (int n = 0; n < strings.size(); n++) {
            String address = "greeted-" + n + "@example.org";
            String body = "{\"email\": \"%s\", \"firstName\": ".formatted(address) + quoted(strings.get(n)) + "}";
            if (posted.post("/users", body).statusCode() == 201) {
                names.put(address, strings.get(n));
            }
        }
        await().atMost(Duration.ofMinutes(3))
                .untilAsserted(() -> assertThat(greetings().keySet()).containsAll(names.keySet()));
        Map<String, List<ReceivedMail>> greetings = greetings();
        List<String> faults = new ArrayList<>();
        names.forEach((address, name) -> {
            List<ReceivedMail> mails = greetings.getOrDefault(address, List.of());
            String text = String.valueOf(mails.getFirst().text());
            if (mails.size() != 1 || !lines(text).contains(lines(name).strip())) {
                faults.add(quoted(name) + " is greeted by " + mails.size() + ": " + quoted(text));
            }
            String subject = String.valueOf(mails.getFirst().subject());
            if (!subject.startsWith("Welcome") || subject.contains("\n")) {
                faults.add(quoted(name) + " has the subject " + quoted(subject));
            }
        });
        Outcomes.print("naughty strings, mail: " + names.size() + " of " + strings.size() + " greeted");

        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("jsonDoors")
    void jsonTextsAreKeptOrRefused(Door door) throws IOException {
        List<Map.Entry<String, byte[]>> texts = List.copyOf(new TreeMap<>(lists.jsonTexts()).entrySet());
        Outcomes outcomes = posted.inParallel(texts.size(), n -> {
            String name = texts.get(n).getKey();
            return posted.through(door, texts.get(n).getValue(), n)
                    .named(name)
                    .expecting(texts.get(n).getValue());
        });
        outcomes.report("JSON texts as a field, " + door);

        assertThat(outcomes.faults()).isEmpty();
        assertThat(outcomes.acceptedNames()).as("what is no JSON").noneMatch(name -> name.startsWith("n_"));
        assertThat(outcomes.refusedNames().filter(name -> name.startsWith("y_")))
                .as("what is JSON and cannot be kept: NUL, and names that come twice")
                .allMatch(name -> name.contains("null") || name.contains("duplicated"));
    }

    @ParameterizedTest
    @MethodSource("jsonDoors")
    void jsonTextsAreNoBodies(Door door) throws IOException {
        List<Map.Entry<String, byte[]>> texts = List.copyOf(new TreeMap<>(lists.jsonTexts()).entrySet());
        Outcomes outcomes = posted.inParallel(
                texts.size(),
                n -> posted.whole(door, texts.get(n).getValue())
                        .named(texts.get(n).getKey()));
        outcomes.report("JSON texts as the body, " + door);

        assertThat(outcomes.faults()).isEmpty();
        assertThat(outcomes.acceptedNames()).noneMatch(name -> name.startsWith("n_"));
    }

    @Test
    void addressesAreTakenAsMailServersTakeThem() throws IOException {
        List<PublicLists.Address> addresses = lists.addresses();
        Outcomes outcomes = posted.inParallel(
                addresses.size(),
                n -> posted.registered(addresses.get(n).text())
                        .named(addresses.get(n).toString()));
        outcomes.report("isemail's addresses");
        List<PublicLists.Address> disagreed = new ArrayList<>();
        for (int n = 0; n < addresses.size(); n++) {
            PublicLists.Address address = addresses.get(n);
            boolean isTaken = outcomes.of(n).isAccepted() || outcomes.of(n).status() == TAKEN_BY_ANOTHER;
            if (address.isPlain() != isTaken) {
                disagreed.add(address);
                Outcomes.print("  disagreed: " + outcomes.of(n));
            }
        }

        assertThat(outcomes.faults()).isEmpty();
        assertThat(disagreed.stream().filter(address -> !address.isPaddedWithBlanks()))
                .as("a host of one label, which no mail is sent to; blanks around an address are a paste's")
                .extracting(PublicLists.Address::text)
                .containsExactly("test@io");
    }

    @Test
    void fixturesOfOthersAreKeptAsAttributes() throws IOException {
        List<Map.Entry<String, JsonNode>> fixtures = lists.fixtures().entrySet().stream()
                .flatMap(PublicListTests::messages)
                .toList();
        Door door = jsonDoors().skip(1).findFirst().orElseThrow();
        Outcomes outcomes = posted.inParallel(
                fixtures.size(),
                n -> posted.through(
                                door,
                                fixtures.get(n).getValue().toString().getBytes(StandardCharsets.UTF_8),
                                10_000 + n)
                        .named(fixtures.get(n).getKey())
                        .expecting(fixtures.get(n).getValue()));
        outcomes.report("fixtures of others, POST /event");

        assertThat(outcomes.faults()).isEmpty();
        assertThat(outcomes.accepted()).isEqualTo(fixtures.size());
    }

    /** The files use one id for everything, so each message is told of a guest of its own. */
    @Test
    void fixturesOfOthersAreMappedAsTheirFieldsSay() throws IOException {
        List<Fixture> told = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (Map.Entry<String, JsonNode> file : lists.fixtures().entrySet()) {
            ObjectNode batch = Fixture.batch(file.getValue());
            List<Fixture> own = new ArrayList<>();
            for (JsonNode message : batch.path("batch")) {
                own.add(Fixture.of(
                        file.getKey(),
                        (ObjectNode) message,
                        "fixture-" + (told.size() + own.size()),
                        batch.path("sentAt")));
            }
            List<Fixture> kept = new ArrayList<>(own);
            HttpResponse<String> answer = posted.post("/v1/batch", batch.toString());
            if (answer.statusCode() != 200) {
                faults.add(file.getKey() + " → " + answer.statusCode() + " " + answer.body());
            }
            for (JsonNode rejected : JsonMapper.shared().readTree(answer.body()).path("rejected")) {
                if (rejected.at("/problem/code").asString("").equals(NOT_FROM_A_PAGE)) {
                    kept.remove(own.get(rejected.path("index").asInt()));
                } else {
                    faults.add(file.getKey() + " → " + rejected);
                }
            }
            told.addAll(kept);
        }
        assertThat(faults).isEmpty();
        assertThat(told).isNotEmpty();
        for (Fixture fixture : told) {
            JsonNode kept = await().atMost(Duration.ofMinutes(1))
                    .until(
                            () -> posted.read("/userEvent?userId=" + fixture.guest())
                                    .path("items"),
                            items -> items.size() == 1)
                    .path(0);
            faults.addAll(fixture.faultsOf(kept));
        }
        Outcomes.print("fixtures of others, POST /v1/batch: " + told.size() + " messages, faults " + faults.size());

        assertThat(faults).isEmpty();
    }

    /** Each message of a batch, else the whole. */
    private static Stream<Map.Entry<String, JsonNode>> messages(Map.Entry<String, JsonNode> fixture) {
        JsonNode batch = fixture.getValue().path("batch");
        return batch.isArray()
                ? batch.valueStream().map(message -> Map.entry(fixture.getKey(), message))
                : Stream.of(fixture);
    }

    private Map<String, List<ReceivedMail>> greetings() {
        return fleet.mails().stream()
                .filter(mail -> mail.to().getFirst().startsWith("greeted-"))
                .collect(Collectors.groupingBy(mail -> mail.to().getFirst(), Collectors.toList()));
    }

    private static String lines(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n');
    }

    private static String quoted(String text) {
        return JsonMapper.shared().writeValueAsString(text);
    }
}
