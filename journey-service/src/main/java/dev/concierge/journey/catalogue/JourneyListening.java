package dev.concierge.journey.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.concierge.journey.definition.Definition;
import dev.concierge.journey.definition.Entry;
import dev.concierge.journey.definition.JourneyId;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What event-service has to watch for a journey, {@code journey.listening}.
 *
 * @param listens names for every version that runs may still be on
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record JourneyListening(
        JourneyId journeyId,
        int version,
        String state,
        @Nullable Entry entry,
        SortedSet<String> listens) {

    static JourneyListening of(Journey journey, Definition version, List<Definition> published) {
        SortedSet<String> listens = new TreeSet<>(version.listens());
        published.forEach(definition -> listens.addAll(definition.awaited()));
        return new JourneyListening(journey.id(), publishedVersion(journey), state(journey), version.entry(), listens);
    }

    private static int publishedVersion(Journey journey) {
        Integer version = journey.published();
        if (version == null) {
            throw new IllegalArgumentException(journey.id() + " (expected: a published journey)");
        }
        return version;
    }

    /** A live journey whose next version is to be listened to is arming for event-service. */
    private static String state(Journey journey) {
        if (journey.arming() != null) {
            return JourneyState.ARMING.wireName();
        }
        // what happens while a journey is paused must be told all the same: who comes in is held, or refused and
        // counted
        return (journey.state() == JourneyState.PAUSED ? JourneyState.LIVE : journey.state()).wireName();
    }
}
