package dev.concierge.journey.engine;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.concierge.journey.definition.Definition;
import dev.concierge.journey.definition.Pattern;
import dev.concierge.journey.definition.Rule.Did;
import dev.concierge.journey.engine.Stimulus.EventOccurred;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a run remembers on its way.
 *
 * @param attributes of the entry; data of the notifications
 * @param counted events counted for the rules of the definition, by {@link Did#counts()}; no more of them than some rule
 *     asks for
 * @param values what was learnt from outside
 * @param jumps how often each goto has led away
 * @param goals that were reached
 * @param used ids of the last events that moved it, so that one that comes again moves it once
 * @param key correlation key; null when it has none
 * @param parent who waits for its end
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Memory(
        JsonNode attributes,
        Map<String, List<Counted>> counted,
        Map<String, JsonNode> values,
        Map<String, Integer> jumps,
        List<String> goals,
        List<UUID> used,
        @Nullable String key,
        @Nullable Parent parent) {
    private static final int USED_KEPT = 32;

    /**
     * An event that was counted; its id, so that one that comes again counts once.
     *
     * @param at when it happened; null where no rule asks for that
     */
    public record Counted(
            UUID id,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Instant at) {}

    /** A run that waits at a visit for the end of this one. */
    public record Parent(RunId runId, int visit) {}

    public Memory {
        attributes = attributes == null ? JsonNodeFactory.instance.objectNode() : attributes;
        counted = counted == null ? Map.of() : counted;
        values = values == null ? Map.of() : values;
        jumps = jumps == null ? Map.of() : jumps;
        goals = goals == null ? List.of() : goals;
        used = used == null ? List.of() : used;
    }

    static Memory of(JsonNode attributes, @Nullable String key, @Nullable Parent parent) {
        return new Memory(attributes, Map.of(), Map.of(), Map.of(), List.of(), List.of(), key, parent);
    }

    int count(Did rule, Instant now) {
        List<Counted> events = counted.getOrDefault(rule.counts(), List.of());
        Instant since = rule.within() == null ? null : now.minus(rule.within());
        return (int) events.stream()
                .filter(event ->
                        since == null || (event.at() != null && !event.at().isBefore(since)))
                .count();
    }

    /** This memory after an event; the same when no rule counts it. */
    Memory after(EventOccurred event, Definition definition) {
        Map<String, List<Counted>> after = null;
        for (Map.Entry<String, Did> watched : definition.watched().entrySet()) {
            if (event.satisfies(watched.getValue())) {
                List<Counted> known = counted.getOrDefault(watched.getKey(), List.of());
                List<Counted> more = with(event, watched.getValue(), known);
                if (more != known) {
                    after = after == null ? new HashMap<>(counted) : after;
                    after.put(watched.getKey(), more);
                }
            }
        }
        return after == null
                ? this
                : new Memory(attributes, Map.copyOf(after), values, jumps, goals, used, key, parent);
    }

    /** Of those that a window could leave out the latest are kept, of the others the first. */
    private static List<Counted> with(EventOccurred event, Did rule, List<Counted> known) {
        if (known.stream().anyMatch(counted -> counted.id().equals(event.eventId()))) {
            return known;
        }
        if (rule.within() == null) {
            return known.size() < rule.atLeast() ? and(known, new Counted(event.eventId(), null)) : known;
        }
        List<Counted> all = new ArrayList<>(and(known, new Counted(event.eventId(), event.at())));
        all.sort(Comparator.comparing((Counted counted) -> Objects.requireNonNullElse(counted.at(), Instant.MIN))
                .thenComparing(Counted::id));
        List<Counted> latest = List.copyOf(all.subList(Math.max(0, all.size() - rule.atLeast()), all.size()));
        return latest.equals(known) ? known : latest;
    }

    private static <T> List<T> and(List<T> some, T one) {
        List<T> more = new ArrayList<>(some);
        more.add(one);
        return List.copyOf(more);
    }

    boolean hasUsed(UUID event) {
        return used.contains(event);
    }

    Memory using(UUID event) {
        List<UUID> more = and(used, event);
        List<UUID> last = more.subList(Math.max(0, more.size() - USED_KEPT), more.size());
        return new Memory(attributes, counted, values, jumps, goals, List.copyOf(last), key, parent);
    }

    Memory reached(String goal) {
        return new Memory(attributes, counted, values, jumps, and(goals, goal), used, key, parent);
    }

    int jumpsOf(String node) {
        return jumps.getOrDefault(node, 0);
    }

    Memory jumped(String node) {
        Map<String, Integer> more = new HashMap<>(jumps);
        more.merge(node, 1, Integer::sum);
        return new Memory(attributes, counted, values, Map.copyOf(more), goals, used, key, parent);
    }

    Memory learnt(Map<String, JsonNode> learnt) {
        Map<String, JsonNode> more = new HashMap<>(values);
        more.putAll(learnt);
        return new Memory(attributes, counted, Map.copyOf(more), jumps, goals, used, key, parent);
    }

    boolean matches(Pattern pattern, EventOccurred event) {
        return event.satisfies(pattern.event(), pattern.attributes())
                && (pattern.key() == null
                        || (key != null
                                && key.equals(
                                        event.attributes().path(pattern.key()).asString(""))));
    }

    /** What is known for others to read: the entry's attributes, and over them what was learnt. */
    @JsonIgnore
    JsonNode data() {
        if (values.isEmpty()) {
            return attributes;
        }
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        attributes.properties().forEach(field -> data.set(field.getKey(), field.getValue()));
        values.forEach(data::set);
        return data;
    }
}
