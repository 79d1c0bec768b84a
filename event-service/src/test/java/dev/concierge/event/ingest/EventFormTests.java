package dev.concierge.event.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.event.capture.CapturedEvent;
import dev.concierge.event.capture.Reading;
import dev.concierge.event.capture.Receipt;
import dev.concierge.platform.problem.FieldError;
import dev.concierge.testsupport.Contracts;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class EventFormTests {
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

    private final JsonMapper mapper = JsonMapper.shared();

    @Test
    void readsAnEventByItsName() {
        CapturedEvent event = valid("""
                {"userId": "u-1", "eventName": "offer_viewed", "eventTime": "2026-11-22T10:00:00+01:00",
                 "attributes": {"offerId": "o-1"}, "messageId": "m-1"}""");

        assertThat(event.userId()).isEqualTo("u-1");
        assertThat(event.eventName()).isEqualTo("offer_viewed");
        assertThat(event.eventAt()).isEqualTo(NOW);
        assertThat(event.attributes().toString()).isEqualTo("{\"offerId\":\"o-1\"}");
        assertThat(event.messageId()).isEqualTo("m-1");
    }

    @Test
    void readsAnEventByItsTypeWithTheRestOfThePayloadAsAttributes() {
        CapturedEvent event = valid("""
                {"type": "offer_viewed", "payload": {"userId": "u-1", "offerId": "o-1", "price": {"minor": 100}}}""");

        assertThat(event.eventName()).isEqualTo("offer_viewed");
        assertThat(event.eventAt()).isEqualTo(NOW);
        assertThat(event.attributes().toString()).isEqualTo("{\"offerId\":\"o-1\",\"price\":{\"minor\":100}}");
    }

    @Test
    void publishesWhatTheContractSays() {
        valid(event("{\"offerId\": \"o-1\"}"))
                .messages(new Receipt(UUID.randomUUID(), NOW, "app"))
                .forEach(message -> Contracts.assertValid(message.topic(), message.type(), message.data()));
    }

    @Test
    void readsTheDocumentedExamples() {
        assertThat(valid(EventForm.BY_NAME).attributes())
                .isEqualTo(valid(EventForm.BY_TYPE).attributes());
    }

    @Test
    void locatesEveryWrongField() {
        List<FieldError> errors = rejected("{\"eventTime\": \"yesterday\", \"a/b\": 1}");

        assertThat(errors)
                .extracting(FieldError::pointer)
                .containsExactly("/events/3/userId", "/events/3/eventName", "/events/3/eventTime", "/events/3/a~1b");
        assertThat(errors.getFirst().detail()).isEqualTo("null (expected: a text of 1 to 128 characters)");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T09:05:00Z, true",
        "2026-11-22T09:05:01Z, false",
        "1970-01-01T00:00:00Z, true",
        "1969-12-31T23:59:59Z, false",
        "2026-11-22T09:00:00, false",
        "2026-11-22T09:00Z, false",
        "1795338000, false",
        "2026-11-21T24:00:00Z, false"
    })
    void takesTimesFromTheEpochToFiveMinutesAhead(String time, boolean taken) {
        Reading<CapturedEvent> reading =
                read("{\"userId\": \"u\", \"eventName\": \"e\", \"eventTime\": \"" + time + "\"}");

        assertThat(reading instanceof Reading.Valid).isEqualTo(taken);
    }

    @Test
    void boundsTheAttributes() {
        String tooMany = IntStream.rangeClosed(1, 101)
                .mapToObj(key -> "\"k" + key + "\": 1")
                .collect(Collectors.joining(",", "{", "}"));

        assertThat(rejected(event(tooMany)))
                .containsExactly(new FieldError("/events/3/attributes", "101 keys (expected: at most 100)"));
        assertThat(rejected(event("{\"text\": \"" + "x".repeat(40_000) + "\"}")))
                .singleElement()
                .satisfies(error -> assertThat(error.detail()).contains("bytes of JSON (expected: at most 32768)"));
        assertThat(rejected(event("[1]")))
                .containsExactly(new FieldError("/events/3/attributes", "[1] (expected: an object)"));
    }

    @Test
    void keepsWhatIsOutsideTheBasicPlane() {
        assertThat(valid(event("{\"mood\": \"\\ud83d\\ude00\"}"))
                        .attributes()
                        .tree()
                        .get("mood")
                        .stringValue())
                .isEqualTo("😀");
    }

    @ParameterizedTest
    @ValueSource(strings = {"user.registered", "run.exited", "booking.held", "segment.entered", "journey.armed"})
    void refusesTheNamesOfOurOwnFacts(String name) {
        assertThat(rejected("{\"userId\": \"u\", \"eventName\": \"" + name
                        + "\", \"eventTime\": \"2026-11-22T09:00:00Z\"}"))
                .extracting(FieldError::pointer)
                .containsExactly("/events/3/eventName");
        assertThat(rejected("{\"type\": \"" + name + "\", \"payload\": {\"userId\": \"u\"}}"))
                .extracting(FieldError::pointer)
                .containsExactly("/events/3/type");
    }

    @Test
    void refusesWhatIsNoObject() {
        assertThat(rejected("\"offer_viewed\"").getFirst())
                .isEqualTo(new FieldError("/events/3", "\"offer_viewed\" (expected: an object)"));
    }

    private static String event(String attributes) {
        return "{\"userId\": \"u\", \"eventName\": \"e\", \"eventTime\": \"2026-11-22T09:00:00Z\", \"attributes\": "
                + attributes + "}";
    }

    private CapturedEvent valid(String json) {
        return ((Reading.Valid<CapturedEvent>) read(json)).value();
    }

    private List<FieldError> rejected(String json) {
        return ((Reading.Rejected<CapturedEvent>) read(json)).fact().errors();
    }

    private Reading<CapturedEvent> read(String json) {
        return new EventForm().read(mapper.readTree(json), "/events/3", NOW);
    }
}
