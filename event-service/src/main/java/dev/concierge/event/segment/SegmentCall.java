package dev.concierge.event.segment;

import dev.concierge.event.capture.Fields;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The kinds of message, and what each is called here. */
enum SegmentCall {
    TRACK("properties"),
    IDENTIFY("traits"),
    PAGE("properties", "name", "category"),
    SCREEN("properties", "name", "category"),
    GROUP("traits", "groupId"),
    ALIAS("", "previousId");

    static final Map<String, SegmentCall> BY_TYPE =
            Arrays.stream(values()).collect(Collectors.toMap(SegmentCall::type, Function.identity()));

    private final String details;
    private final List<String> besides;

    /**
     * @param details the field whose entries are the attributes; empty for none
     * @param besides fields that become attributes too
     */
    SegmentCall(String details, String... besides) {
        this.details = details;
        this.besides = List.of(besides);
    }

    String type() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A tracked event has its own name; the others' begin as no event of ours does: a prefix and a point are reserved. */
    String eventName(Fields fields) {
        return this == TRACK ? fields.eventName("event", Fields.NAME) : "segment " + type();
    }

    /** The same for an item that may not be readable. */
    String eventName(JsonNode item) {
        return this == TRACK ? Fields.name(item, "event") : "segment " + type();
    }

    String details() {
        return details;
    }

    List<String> besides() {
        return besides;
    }
}
