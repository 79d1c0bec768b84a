package dev.concierge.event.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.event.EventService;
import dev.concierge.event.Guests;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestMessages;
import dev.concierge.testsupport.TestTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@FlowTest(topics = {"users", "segments", "bookings", "date-events", "experiences", "journey-definitions"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class ImportFlowTests {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String NDJSON = "application/x-ndjson";

    private final EventService events;
    private final Guests guests;
    private final JdbcClient jdbc;
    private final String url;
    private final String run = Guests.someone();
    private final String userId = Guests.someone();

    ImportFlowTests(@LocalServerPort int port, TestMessages messages, JdbcClient jdbc) {
        this.events = EventService.on(port);
        this.guests = new Guests(messages);
        this.jdbc = jdbc;
        this.url = "http://localhost:" + port;
    }

    @Test
    void everyLineIsAnEventOfTheHistory() {
        JsonNode taken = sent(NDJSON, "&last=true", lines(1, 1200));

        assertThat(taken.get("accepted").intValue()).as(taken.toString()).isEqualTo(1200);
        assertThat(taken.get("complete").booleanValue()).isTrue();
        awaitStored(1200);
    }

    @Test
    void aLineThatIsWrongIsRefusedAloneAndKeptWithoutItsValues() {
        JsonNode taken = sent(
                NDJSON,
                "",
                lines(1, 1) + "{\"userId\":\"" + userId + "\",\"eventTime\":\"soon\"}\nno json\n" + lines(4, 4));

        assertThat(taken.get("accepted").intValue()).as(taken.toString()).isEqualTo(2);
        assertThat(taken.get("refused").intValue()).isEqualTo(2);
        JsonNode refusals = body(events.get("/events/imports/{run}/refusals", run));
        assertThat(refusals.at("/items/0/line").intValue()).isEqualTo(2);
        assertThat(refusals.at("/items/0/errors").findValuesAsString("pointer"))
                .containsExactlyInAnyOrder("/eventName", "/eventTime");
        assertThat(refusals.at("/items/1/line").intValue()).isEqualTo(3);
        assertThat(refusals.toString()).doesNotContain("soon").contains("expected: ");
        awaitStored(2);
    }

    @Test
    void aFileSentAgainGoesOnWhereItWasLeftAndTellsNothingTwice() {
        sent(NDJSON, "", lines(1, 700));
        assertThat(sent(NDJSON, "", lines(1, 900)).get("linesDone").intValue()).isEqualTo(900);
        assertThat(sent(NDJSON, "&from=801", lines(801, 1000)).get("linesDone").intValue())
                .isEqualTo(1000);
        // what was durable in the log, but not noted
        jdbc.sql("UPDATE event_imports SET lines_done = 500, accepted = 500 WHERE request_id = ?")
                .param(run)
                .update();
        assertThat(sent(NDJSON, "&from=501", lines(501, 1000)).get("accepted").intValue())
                .isEqualTo(1000);
        assertThat(sent(NDJSON, "&from=1002", lines(1002, 1002)).get("code").stringValue())
                .isEqualTo("import-gap");

        awaitStored(1000);
        assertThat(events.as(TestTokens.operator())
                        .get("/events/imports/{run}", run)
                        .getStatusCode())
                .isEqualTo(HttpStatus.NOT_FOUND);
    }

    @Test
    void csvHasAColumnPerFieldAndAttribute() {
        JsonNode taken = sent(
                "text/csv",
                "",
                "userId,eventName,eventTime,messageId,attributes.title\r\n" + userId + ",imported " + run
                        + ",2024-03-01T10:00:00Z,m-1,\"a, b\"\r\n" + userId + ",,2024-03-01T10:00:00Z,,\r\n");

        assertThat(taken.get("accepted").intValue()).as(taken.toString()).isOne();
        assertThat(taken.get("refused").intValue()).isOne();
        awaitStored(1);
        assertThat(body(events.get("/users/{u}/events", userId))
                        .at("/items/0/attributes/title")
                        .stringValue())
                .isEqualTo("a, b");
    }

    @Test
    void aRowWithACellBehindTheLastColumnIsRefusedAlone() {
        String row = userId + ",imported " + run + ",2024-03-01T10:00:00Z";

        JsonNode taken = sent("text/csv", "", "userId,eventName,eventTime\n" + row + ",stray\n" + row + ",\n");

        assertThat(taken.get("refused").intValue()).as(taken.toString()).isOne();
        assertThat(taken.get("accepted").intValue()).isOne();
        JsonNode refusals = body(events.get("/events/imports/{run}/refusals", run));
        assertThat(refusals.at("/items/0/errors/0/pointer").stringValue()).isEqualTo("/column 4");
        assertThat(refusals.toString()).doesNotContain("stray");
    }

    @Test
    void journeysAreToldOnlyWhenAskedFor() {
        String name = "imported " + run;
        guests.arm("i-" + run, 1, "live", "[\"" + name + "\"]", "{\"on\": \"" + name + "\", \"attributes\": {}}");

        sent(NDJSON, "", lines(1, 1));
        sent(NDJSON, "&from=2&journeys=true", lines(2, 2));

        assertThat(guests.told(userId, 1))
                .singleElement()
                .satisfies(
                        told -> assertThat(told.at("/attributes/n").intValue()).isEqualTo(2));
        awaitStored(2);
    }

    @Test
    void aFileThatIsNoCsvSaysUpToWhereItWas() {
        JsonNode problem = sent("text/csv", "", "userId,eventName\r\n\"open");

        assertThat(problem.at("/errors/0/detail").stringValue()).contains("good up to line 0");
    }

    private void awaitStored(int count) {
        Awaitility.await()
                .untilAsserted(() -> assertThat(jdbc.sql("SELECT count(*) FROM user_events WHERE event_name = ?")
                                .param("imported " + run)
                                .query(Integer.class)
                                .single())
                        .isEqualTo(count));
    }

    private String lines(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(number ->
                        "{\"userId\":\"%s\",\"eventName\":\"imported %s\",\"eventTime\":\"2024-03-01T10:00:00Z\",\"attributes\":{\"n\":%d}}\n"
                                .formatted(userId, run, number))
                .collect(Collectors.joining());
    }

    private JsonNode sent(String type, String more, String text) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/events/imports?requestId=" + run + more))
                    .header("Authorization", "Bearer " + TestTokens.client("events:read", "events:write"))
                    .header("Content-Type", type)
                    .POST(HttpRequest.BodyPublishers.ofString(text))
                    .build();
            return JsonMapper.shared()
                    .readTree(HTTP.send(request, HttpResponse.BodyHandlers.ofString())
                            .body());
        } catch (IOException | InterruptedException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static JsonNode body(ResponseEntity<JsonNode> answer) {
        return Objects.requireNonNull(answer.getBody());
    }
}
