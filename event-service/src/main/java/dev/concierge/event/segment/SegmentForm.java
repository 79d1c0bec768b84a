package dev.concierge.event.segment;

import dev.concierge.event.capture.CaptureForm;
import dev.concierge.event.capture.CapturedEvent;
import dev.concierge.event.capture.Fields;
import dev.concierge.event.capture.Reading;
import dev.concierge.event.occurrence.Attributes;
import dev.concierge.platform.problem.FieldError;
import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.platform.security.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads messages of Segment's protocol. Personal traits and the context (addresses, devices) are left out: events carry
 * nothing personal. What else the protocol has is ignored.
 */
final class SegmentForm implements CaptureForm {
    private static final int ID = 128;
    private static final int MESSAGE_ID = 255;
    /** Of what a page or screen is called, often its whole title. */
    private static final int TITLE = 1_024;

    /** Segment's reserved traits of people that tell who they are. */
    private static final Set<String> PERSONAL = Set.of(
            "address",
            "avatar",
            "birthday",
            "description",
            "email",
            "firstName",
            "lastName",
            "name",
            "phone",
            "username",
            "website");

    private final @Nullable SegmentCall call;
    private final @Nullable Instant sentAt;
    private final boolean isHistory;

    /**
     * @param call null where each item names its own
     * @param sentAt by the sender's clock, when the request left; null when it is not said
     * @param isHistory whether times are those of long ago, and no clock of now has to do with them
     */
    SegmentForm(@Nullable SegmentCall call, @Nullable Instant sentAt, boolean isHistory) {
        this.call = call;
        this.sentAt = sentAt;
        this.isHistory = isHistory;
    }

    @Override
    public String plural() {
        return "batch";
    }

    @Override
    public boolean takesOtherFields() {
        return true;
    }

    /** Keys stand in pages for everybody to read: nobody tells more there than a guest may. */
    @Override
    public Caller.Kind speaksAs(Caller caller) {
        return Caller.Kind.GUEST;
    }

    @Override
    public String nameOf(JsonNode item) {
        SegmentCall known = known(item);
        return known == null ? "" : known.eventName(item);
    }

    @Override
    public Places places(JsonNode item) {
        SegmentCall known = known(item);
        return new Places("/timestamp", known == null || known.details().isEmpty() ? "" : "/" + known.details());
    }

    private @Nullable SegmentCall known(JsonNode item) {
        return call != null ? call : SegmentCall.BY_TYPE.get(item.path("type").asString(""));
    }

    @Override
    public Reading<CapturedEvent> read(JsonNode item, String pointer, Instant receivedAt) {
        Fields fields = Fields.of(item, pointer);
        @Nullable SegmentCall known = call != null ? call : fields.oneOf("type", SegmentCall.BY_TYPE);
        if (known == null) {
            return fields.valid(() -> {
                throw new IllegalStateException("no type, and no fault");
            });
        }
        String name = known.eventName(fields);
        String userId =
                fields.text(says(fields, "userId") || !says(fields, "anonymousId") ? "userId" : "anonymousId", ID);
        Instant at = time(fields, receivedAt);
        @Nullable String messageId = says(fields, "messageId") ? fields.text("messageId", MESSAGE_ID) : null;
        ObjectNode attributes = attributes(known, fields);
        return switch (Attributes.read(attributes)) {
            case Attributes.Wrong(String detail) ->
                new Reading.Rejected<>(new InvalidInput(List.of(new FieldError(pointer, detail))));
            case Attributes.Valid(Attributes all) ->
                fields.valid(() -> new CapturedEvent(userId, name, at, all, messageId));
        };
    }

    /** A copy of the first level only, which is all that is changed. */
    private static ObjectNode attributes(SegmentCall call, Fields fields) {
        ObjectNode attributes = JsonNodeFactory.instance.objectNode();
        if (!call.details().isEmpty()) {
            attributes.setAll(fields.attributes(call.details()).tree());
        }
        if (call == SegmentCall.IDENTIFY) {
            attributes.remove(PERSONAL);
        }
        call.besides().forEach(field -> put(attributes, fields, field, TITLE));
        if (says(fields, "userId")) {
            put(attributes, fields, "anonymousId", ID);
        }
        return attributes;
    }

    private static void put(ObjectNode attributes, Fields fields, String name, int limit) {
        if (says(fields, name)) {
            attributes.put(name, fields.text(name, limit));
        }
    }

    /** Clients send empty texts for what they do not know: Segment's for Android the category of each screen. */
    private static boolean says(Fields fields, String name) {
        return fields.has(name) && !fields.raw(name).asString(name).isBlank();
    }

    /** By our clock: what the sender's was off is known by when it says to have sent. */
    private Instant time(Fields fields, Instant receivedAt) {
        Instant told = read(fields, "timestamp");
        if (told == null) {
            return receivedAt;
        }
        Instant sent = sentAt != null ? sentAt : read(fields, "sentAt");
        Instant at = sent == null || isHistory ? told : told.plus(Duration.between(sent, receivedAt));
        if (at.isBefore(Instant.EPOCH)) {
            fields.wrong("timestamp", "not before " + Instant.EPOCH);
        }
        return at.isAfter(receivedAt) ? receivedAt : at;
    }

    private static @Nullable Instant read(Fields fields, String name) {
        if (!fields.has(name)) {
            return null;
        }
        Instant time = SegmentTime.read(fields.raw(name));
        if (time == null) {
            fields.wrong(name, SegmentTime.EXPECTATION);
        }
        return time;
    }
}
