package dev.concierge.event.schema;

import dev.concierge.event.occurrence.Attributes;
import dev.concierge.platform.problem.FieldError;
import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.platform.schema.StandaloneSchema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;

/**
 * All schemas in memory, compiled, so that ingest asks no database: which there are is looked up twice a second, and read
 * when it is another. A change is in force at every pod a second later, and at once at the pod that made it.
 */
public class KnownSchemas {
    private static final Logger log = LoggerFactory.getLogger(KnownSchemas.class);

    private final EventSchemas schemas;
    private volatile Map<String, Known> byName = Map.of();

    KnownSchemas(EventSchemas schemas) {
        this.schemas = schemas;
    }

    /**
     * What is wrong with an event by the schema of its name; empty when it fits, or there is none.
     *
     * @param pointer where the attributes stand in the request
     */
    public Optional<Violation> check(String eventName, Attributes attributes, String pointer) {
        Known known = byName.get(eventName);
        if (known == null) {
            return Optional.empty();
        }
        List<FieldError> errors = known.compiled().check(pointer, attributes.tree());
        return errors.isEmpty() ? Optional.empty() : Optional.of(new Violation(eventName, known.mode(), errors));
    }

    @Scheduled(fixedDelayString = "PT0.5S")
    void readAgain() {
        try {
            read();
        } catch (DataAccessException | TransactionException away) {
            log.warn("Schemas of events stay as they were read last: {}", away.getMessage());
        }
    }

    /** Before the first event is judged. */
    synchronized void read() {
        Map<UUID, Integer> wanted = schemas.versions();
        Map<UUID, Known> kept = byName.values().stream()
                .filter(known -> Integer.valueOf(known.version()).equals(wanted.get(known.schemaId())))
                .collect(Collectors.toMap(Known::schemaId, Function.identity()));
        if (kept.size() == wanted.size() && kept.size() == byName.size()) {
            return;
        }
        Map<String, Known> next = new HashMap<>();
        kept.values().forEach(known -> next.put(known.eventName(), known));
        List<UUID> news =
                wanted.keySet().stream().filter(id -> !kept.containsKey(id)).toList();
        for (EventSchema schema : schemas.all(news)) {
            Known known = compiled(schema);
            if (known != null) {
                next.put(schema.eventName(), known);
            }
        }
        byName = Map.copyOf(next);
    }

    /** It compiled when it was saved; a later release may be stricter. */
    private static @Nullable Known compiled(EventSchema schema) {
        try {
            return new Known(
                    schema.schemaId(),
                    schema.eventName(),
                    schema.mode(),
                    schema.version(),
                    StandaloneSchema.of(schema.schema()));
        } catch (InvalidInput notOne) {
            log.error("The schema of {} is left out: {}", schema.eventName(), notOne.errors());
            return null;
        }
    }

    private record Known(
            UUID schemaId, String eventName, EventSchema.Mode mode, int version, StandaloneSchema compiled) {}

    /** An event that does not fit, and what becomes of it. */
    public static final class Violation {
        private final String eventName;
        private final EventSchema.Mode mode;
        private final List<FieldError> errors;

        private Violation(String eventName, EventSchema.Mode mode, List<FieldError> errors) {
            this.eventName = eventName;
            this.mode = mode;
            this.errors = errors;
        }

        /** Why it is not taken, if it is not. */
        public Optional<SchemaViolated> refusal() {
            return mode == EventSchema.Mode.REFUSE
                    ? Optional.of(new SchemaViolated(eventName, errors))
                    : Optional.empty();
        }

        /** What its sender is told of an event that is taken. */
        public List<FieldError> warnings() {
            return mode == EventSchema.Mode.WARN ? errors : List.of();
        }

        /** As what it is counted. */
        public String reason() {
            return mode.reason();
        }
    }
}
