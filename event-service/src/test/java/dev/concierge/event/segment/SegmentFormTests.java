package dev.concierge.event.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.event.capture.CapturedEvent;
import dev.concierge.event.capture.Reading;
import dev.concierge.platform.problem.FieldError;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SegmentFormTests {
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

    @Test
    void aTrackedEventHasItsOwnNameAndItsPropertiesAreTheAttributes() {
        CapturedEvent message = valid(SegmentCall.TRACK, null, """
                {"userId": "u-1", "anonymousId": "a-1", "event": "Order Completed", "properties": {"total": 9.5},
                 "context": {"ip": "192.0.2.1", "traits": {"email": "a@example.org"}}, "integrations": {"All": true}}""");

        assertThat(message.userId()).isEqualTo("u-1");
        assertThat(message.name()).isEqualTo("Order Completed");
        assertThat(message.attributes().toString()).isEqualTo("{\"total\":9.5,\"anonymousId\":\"a-1\"}");
        assertThat(message.eventAt()).isEqualTo(NOW);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "IDENTIFY | {\"traits\": {\"plan\": \"pro\", \"email\": \"a@b.example\", \"lastName\": \"X\"}} | segment identify | {\"plan\":\"pro\"}",
                "PAGE | {\"name\": \"Home\", \"properties\": {\"url\": \"/\"}} | segment page | {\"url\":\"/\",\"name\":\"Home\"}",
                "SCREEN | {\"name\": \"Cart\", \"category\": \"Shop\"} | segment screen | {\"name\":\"Cart\",\"category\":\"Shop\"}",
                "GROUP | {\"groupId\": \"g\", \"traits\": {\"employees\": 3}} | segment group | {\"employees\":3,\"groupId\":\"g\"}",
                "ALIAS | {\"previousId\": \"before\"} | segment alias | {\"previousId\":\"before\"}"
            })
    void theOthersAreEventsNamedByTheirKindWithoutAnythingPersonal(
            SegmentCall call, String body, String name, String attributes) {
        CapturedEvent message = valid(call, null, body.replaceFirst("\\{", "{\"anonymousId\": \"a-1\", "));

        assertThat(message.userId()).isEqualTo("a-1");
        assertThat(message.name()).isEqualTo(name);
        assertThat(message.attributes().toString()).isEqualTo(attributes);
    }

    /** As Segment's client for Android sends a screen without a category. */
    @Test
    void anEmptyTextSaysNothing() {
        CapturedEvent screen = valid(
                SegmentCall.SCREEN,
                null,
                "{\"userId\": \"\", \"anonymousId\": \"a-1\", \"name\": \"Cart\", \"category\": \"\", \"messageId\": \" \"}");
        CapturedEvent track = valid(
                SegmentCall.TRACK, null, "{\"userId\": \"u-1\", \"anonymousId\": \"\", \"event\": \"Room Viewed\"}");

        assertThat(screen.userId()).isEqualTo("a-1");
        assertThat(screen.attributes().toString()).isEqualTo("{\"name\":\"Cart\"}");
        assertThat(screen.messageId()).isNull();
        assertThat(track.userId()).isEqualTo("u-1");
        assertThat(track.attributes().toString()).isEqualTo("{}");
    }

    @Test
    void aPageMayBeCalledByItsWholeTitle() {
        String title = "Rooms ".repeat(100);

        assertThat(valid(SegmentCall.PAGE, null, "{\"userId\": \"u\", \"name\": \"" + title + "\"}")
                        .attributes()
                        .toString())
                .isEqualTo("{\"name\":\"" + title + "\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T08:59:00Z, 2026-11-22T09:00:00Z, 2026-11-22T08:59:00Z",
        // an hour ahead, sent a minute after it happened
        "2026-11-22T09:59:00Z, 2026-11-22T10:00:00Z, 2026-11-22T08:59:00Z",
        // a clock that never was set
        "2009-11-10T23:00:00Z, 2009-11-10T23:00:00Z, 2026-11-22T09:00:00Z",
        // told before it is sent, whatever it says
        "2015-07-10T23:00:00Z, 2009-11-10T23:00:00Z, 2026-11-22T09:00:00Z"
    })
    void whatTheSendersClockIsOffIsTakenOut(String timestamp, Instant sentAt, Instant at) {
        assertThat(valid(SegmentCall.TRACK, sentAt, track("\"" + timestamp + "\""))
                        .eventAt())
                .isEqualTo(at);
    }

    @Test
    void historyIsTakenByItsOwnTimes() {
        SegmentForm form = new SegmentForm(SegmentCall.TRACK, NOW.plusSeconds(3600), true);

        assertThat(message(form.read(json(track("\"2019-01-01T00:00:00Z\"")), "", NOW))
                        .eventAt())
                .isEqualTo(Instant.parse("2019-01-01T00:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1735689600", "1735689600000", "\"2025-01-01T01:00:00+01:00\"", "\"2025-01-01\"", "1735689600.0"
            })
    void timesMayBeNumbersOfSecondsOrMilliseconds(String timestamp) {
        assertThat(valid(SegmentCall.TRACK, null, track(timestamp)).eventAt())
                .isEqualTo(Instant.parse("2025-01-01T00:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1735689600\"", "-1", "1e30", "\"yesterday\"", "true"})
    void otherTimesAreRefused(String timestamp) {
        assertThat(rejected(SegmentCall.TRACK, track(timestamp)))
                .extracting(FieldError::pointer)
                .containsExactly("/batch/3/timestamp");
    }

    @Test
    void anItemSaysWhatItIsWhoDidItAndWhat() {
        assertThat(rejected(null, "{\"type\": \"dance\", \"userId\": \"u\"}"))
                .extracting(FieldError::pointer)
                .containsExactly("/batch/3/type");
        assertThat(rejected(SegmentCall.TRACK, "{}"))
                .extracting(FieldError::pointer)
                .containsExactly("/batch/3/event", "/batch/3/userId");
        assertThat(rejected(SegmentCall.TRACK, "{\"userId\": \"\", \"anonymousId\": \"\", \"event\": \"e\"}"))
                .extracting(FieldError::pointer)
                .containsExactly("/batch/3/userId");
        assertThat(rejected(SegmentCall.SCREEN, "{\"userId\": \"u\", \"name\": {}, \"category\": 7}"))
                .extracting(FieldError::pointer)
                .containsExactly("/batch/3/name", "/batch/3/category");
        assertThat(rejected(SegmentCall.TRACK, "{\"userId\": \"u\", \"event\": \"user.registered\"}"))
                .extracting(FieldError::pointer)
                .containsExactly("/batch/3/event");
    }

    private static String track(String timestamp) {
        return "{\"userId\": \"u\", \"event\": \"e\", \"timestamp\": " + timestamp + "}";
    }

    private static CapturedEvent valid(SegmentCall call, @Nullable Instant sentAt, String body) {
        return message(new SegmentForm(call, sentAt, false).read(json(body), "", NOW));
    }

    private static List<FieldError> rejected(@Nullable SegmentCall call, String body) {
        return ((Reading.Rejected<CapturedEvent>) new SegmentForm(call, null, false).read(json(body), "/batch/3", NOW))
                .fact()
                .errors();
    }

    private static CapturedEvent message(Reading<CapturedEvent> reading) {
        return ((Reading.Valid<CapturedEvent>) reading).value();
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
