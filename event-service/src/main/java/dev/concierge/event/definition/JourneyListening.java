package dev.concierge.event.definition;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Our view of {@code journey.listening}. */
record JourneyListening(
        String journeyId,
        int version,
        String state,
        List<String> listens,
        @Nullable Entry entry) {
    record Entry(String on, @Nullable ObjectNode attributes) {}

    Definition toDefinition() {
        return new Definition(
                journeyId,
                version,
                Definition.State.valueOf(state.toUpperCase(Locale.ROOT)),
                listens,
                entry == null ? null : new Definition.Entry(entry.on(), attributes(entry)));
    }

    private static ObjectNode attributes(Entry entry) {
        return entry.attributes() == null ? JsonNodeFactory.instance.objectNode() : entry.attributes();
    }
}
