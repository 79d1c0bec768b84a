package dev.concierge.event.trigger;

import dev.concierge.event.definition.Definition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Who listens to which name, as of one version. */
final class Listening {
    private static final Heard NOBODY = new Heard();

    private final long version;
    private final Map<String, Heard> byName = new HashMap<>();

    Listening(long version, List<Definition> definitions, List<Trigger> triggers) {
        this.version = version;
        Map<String, Definition> journeys = new HashMap<>();
        definitions.stream().filter(Definition::isListening).forEach(journey -> {
            journeys.put(journey.journeyId(), journey);
            add(journey);
        });
        triggers.forEach(trigger -> add(trigger, journeys.get(trigger.journeyId())));
    }

    long version() {
        return version;
    }

    /** Who listens to the name; nobody when it is unknown. */
    Heard heard(String name) {
        return byName.getOrDefault(name, NOBODY);
    }

    private void add(Definition journey) {
        journey.names().forEach(name -> at(name).isAwaited = true);
        Definition.Entry entry = journey.entry();
        if (entry != null && journey.isOpen()) {
            at(entry.on()).entries.add(new Entrance(journey.journeyId(), journey.version(), entry.attributes()));
        }
    }

    private void add(Trigger trigger, @Nullable Definition journey) {
        if (journey != null && (journey.isOpen() || !trigger.enters())) {
            at(trigger.eventName()).triggers.add(new Way(trigger, journey.version()));
        }
    }

    private Heard at(String name) {
        return byName.computeIfAbsent(name, any -> new Heard());
    }

    /** Who listens to one name. */
    static final class Heard {
        private boolean isAwaited;
        private final List<Entrance> entries = new ArrayList<>();
        private final List<Way> triggers = new ArrayList<>();

        /** Whether a journey is told of it whatever its attributes. */
        boolean isAwaited() {
            return isAwaited;
        }

        /** Journeys that are entered by it. */
        List<Entrance> entries() {
            return entries;
        }

        List<Way> triggers() {
            return triggers;
        }
    }

    /** A journey's own entry. */
    record Entrance(String journeyId, int version, JsonNode attributes) {}

    /** A trigger and the version of its journey. */
    record Way(Trigger trigger, int version) {}
}
