package dev.concierge.event.schema;

import dev.concierge.event.schema.EventSchema.Mode;
import dev.concierge.platform.conditional.Precondition;
import dev.concierge.platform.id.Ids;
import dev.concierge.platform.idempotency.Idempotency;
import dev.concierge.platform.paging.Cursor;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.platform.schema.StandaloneSchema;
import dev.concierge.platform.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/events/schemas")
class SchemaController {
    private static final int MOST = 1_000;

    private final EventSchemas schemas;
    private final KnownSchemas known;
    private final Idempotency idempotency;
    private final TransactionTemplate transaction;
    private final Ids ids;
    private final Clock clock;

    SchemaController(
            EventSchemas schemas,
            KnownSchemas known,
            Idempotency idempotency,
            TransactionTemplate transaction,
            Ids ids,
            Clock clock) {
        this.schemas = schemas;
        this.known = known;
        this.idempotency = idempotency;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
    }

    @Operation(summary = "Says what events of a name must be, and what becomes of those that are not")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<EventSchema> create(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody SaveSchema body) {
        body.check();
        Idempotency.Answer answer = idempotency.once(caller.keyspace(), key, body, () -> add(caller, body));
        known.readAgain();
        EventSchema schema = found(answer.id());
        return ResponseEntity.created(URI.create("/events/schemas/" + schema.schemaId()))
                .headers(answer.headers())
                .body(schema);
    }

    private UUID add(Caller caller, SaveSchema body) {
        if (schemas.count() >= MOST) {
            throw new TooManySchemas();
        }
        UUID schemaId = ids.next();
        try {
            schemas.add(new EventSchema(
                    schemaId, body.eventName(), body.mode(), body.schema(), 1, clock.instant(), caller.subject()));
        } catch (DuplicateKeyException taken) {
            throw new SchemaExists(body.eventName());
        }
        return schemaId;
    }

    @Operation(summary = "Schemas, by the names of their events")
    @GetMapping
    Page<EventSchema> list(PageRequest page) {
        String after = Objects.requireNonNullElse(page.after(name -> name), "");
        return Page.of(schemas.list(after, page.limit()), page, schema -> Cursor.of(schema.eventName()));
    }

    @Operation(summary = "One schema")
    @GetMapping("/{schemaId}")
    EventSchema one(@PathVariable UUID schemaId) {
        return found(schemaId);
    }

    @Operation(summary = "Replaces a schema: in force everywhere a second later")
    @PutMapping("/{schemaId}")
    EventSchema replace(
            Caller caller,
            @PathVariable UUID schemaId,
            Precondition precondition,
            @Valid @RequestBody SaveSchema body) {
        body.check();
        EventSchema saved;
        try {
            saved = Objects.requireNonNull(transaction.execute(_ -> {
                EventSchema current = locked(schemaId, precondition);
                EventSchema next = new EventSchema(
                        schemaId,
                        body.eventName(),
                        body.mode(),
                        body.schema(),
                        current.version() + 1,
                        clock.instant(),
                        caller.subject());
                schemas.save(next);
                return next;
            }));
        } catch (DuplicateKeyException taken) {
            throw new SchemaExists(body.eventName());
        }
        known.readAgain();
        return saved;
    }

    @Operation(summary = "Removes a schema: events of its name are judged by none")
    @DeleteMapping("/{schemaId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable UUID schemaId, Precondition precondition) {
        transaction.executeWithoutResult(
                _ -> schemas.remove(locked(schemaId, precondition).schemaId()));
        known.readAgain();
    }

    private EventSchema locked(UUID schemaId, Precondition precondition) {
        EventSchema current = schemas.lock(schemaId).orElseThrow(() -> new SchemaNotFound(schemaId));
        precondition.check(current);
        return current;
    }

    private EventSchema found(UUID schemaId) {
        return schemas.find(schemaId).orElseThrow(() -> new SchemaNotFound(schemaId));
    }

    private static final class SchemaNotFound extends Fact {
        SchemaNotFound(UUID schemaId) {
            super(Kind.NOT_FOUND, "event-schema-not-found", "There is no schema " + schemaId + ".");
        }
    }

    private static final class SchemaExists extends Fact {
        SchemaExists(String eventName) {
            super(Kind.CONFLICT, "event-schema-exists", "There is a schema of " + eventName + " already.");
        }
    }

    private static final class TooManySchemas extends Fact {
        TooManySchemas() {
            super(Kind.CONFLICT, "too-many-event-schemas", "There are " + MOST + " schemas, as many as there may be.");
        }
    }

    /**
     * The body of a schema that is created or replaced.
     *
     * @param schema JSON Schema 2020-12 of the attributes; of an interaction they are {origin, actor, target}
     */
    record SaveSchema(
            @NotNull @Pattern(regexp = "^[^\\u0000-\\u001f\\u007f-\\u009f]{1,128}$")
            String eventName,

            @NotNull Mode mode,
            @NotNull JsonNode schema) {
        private static final int MAX_BYTES = 64 * 1024;

        /** Before anything is done with it. */
        void check() {
            int bytes = schema.toString().getBytes(StandardCharsets.UTF_8).length;
            if (bytes > MAX_BYTES) {
                throw new InvalidInput("/schema", bytes + " bytes (expected: at most " + MAX_BYTES + ")");
            }
            StandaloneSchema.of("/schema", schema);
        }
    }
}
