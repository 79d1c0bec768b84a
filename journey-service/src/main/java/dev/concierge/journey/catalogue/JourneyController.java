package dev.concierge.journey.catalogue;

import dev.concierge.journey.definition.DefinitionReader;
import dev.concierge.journey.definition.JourneyId;
import dev.concierge.platform.conditional.Precondition;
import dev.concierge.platform.id.Ids;
import dev.concierge.platform.idempotency.Idempotency;
import dev.concierge.platform.idempotency.Idempotency.Answer;
import dev.concierge.platform.paging.Cursor;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.platform.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.data.domain.Limit;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/journeys")
class JourneyController {
    private static final Duration LONGEST_SPREAD = Duration.ofDays(7);
    private static final String EXAMPLE = """
            {"journeyId": "greeting", "name": "Greeting", "start": "end", "nodes": {"end": {"type": "exit"}}}""";

    private final Journeys journeys;
    private final Versions versions;
    private final Backfills backfills;
    private final SaveJourney saveJourney;
    private final PublishJourney publishJourney;
    private final ArchiveJourney archiveJourney;
    private final PauseJourney pauseJourney;
    private final ResumeJourney resumeJourney;
    private final Idempotency idempotency;

    JourneyController(
            Journeys journeys,
            Versions versions,
            Backfills backfills,
            SaveJourney saveJourney,
            PublishJourney publishJourney,
            ArchiveJourney archiveJourney,
            PauseJourney pauseJourney,
            ResumeJourney resumeJourney,
            Idempotency idempotency) {
        this.journeys = journeys;
        this.versions = versions;
        this.backfills = backfills;
        this.saveJourney = saveJourney;
        this.publishJourney = publishJourney;
        this.archiveJourney = archiveJourney;
        this.pauseJourney = pauseJourney;
        this.resumeJourney = resumeJourney;
        this.idempotency = idempotency;
    }

    @GetMapping
    @Operation(summary = "List journeys by id")
    Page<JourneyView> list(PageRequest page) {
        String after = Objects.requireNonNullElse(page.after(Function.identity()), "");
        List<Journey> rows = journeys.findByIdValueGreaterThanOrderByIdValue(after, Limit.of(page.limit() + 1));
        return Page.of(rows, page, last -> Cursor.of(last.id())).map(JourneyView::of);
    }

    @GetMapping(path = "/schema", produces = "application/schema+json")
    @Operation(summary = "The JSON Schema of definitions")
    Resource schema() {
        return new ClassPathResource("journeys/definition.schema.json");
    }

    @PostMapping
    @Operation(summary = "Create a journey as a draft")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject(EXAMPLE)))
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<JourneyView> create(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody JsonNode definition) {
        JourneyId id = DefinitionReader.read(definition).journeyId();
        Answer answer = idempotency.once(caller.keyspace(), key, definition, () -> {
            saveJourney.create(definition);
            return id.asUuid();
        });
        JourneyView view = view(id); // of a repeated request that of by now, which may have another version
        return ResponseEntity.created(URI.create("/journeys/" + id))
                .headers(answer.headers())
                .body(view);
    }

    @GetMapping("/{id}")
    @Operation(summary = "Read a journey and its latest version")
    JourneyView read(@PathVariable String id) {
        return view(new JourneyId(id));
    }

    @GetMapping("/{id}/diff")
    @Operation(summary = "What two versions do not have in common")
    List<Difference> diff(@PathVariable String id, @RequestParam int from, @RequestParam int to) {
        JourneyId journeyId = new JourneyId(id);
        return Difference.between(given(journeyId, from), given(journeyId, to));
    }

    private JsonNode given(JourneyId id, int version) {
        return versions.given(id, version).orElseThrow(() -> new JourneyNotFound(id, version));
    }

    @PutMapping("/{id}")
    @Operation(summary = "Add a version, unless the latest says the same")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject(EXAMPLE)))
    JourneyView revise(@PathVariable String id, Precondition precondition, @RequestBody JsonNode definition) {
        saveJourney.revise(new JourneyId(id), definition, precondition);
        return read(id);
    }

    @PostMapping("/{id}/publish")
    @Operation(summary = "Let a version, by default the latest, take guests in")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<JourneyView> publish(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody(required = false) @Nullable Publish publish) {
        JourneyId journeyId = new JourneyId(id);
        Integer version = publish == null ? null : publish.version();
        boolean backfill = publish != null && Boolean.TRUE.equals(publish.backfill());
        Map<String, Object> asked = Map.of("publish", id, "version", "" + version, "backfill", backfill);
        Answer answer = idempotency.once(caller.keyspace(), key, asked, () -> {
            Journey journey = publishJourney.publish(journeyId, version, backfill);
            return Ids.derived(journeyId.asUuid(), "publish:" + journey.published());
        });
        return ResponseEntity.accepted().headers(answer.headers()).body(view(journeyId));
    }

    @GetMapping("/{id}/backfill")
    @Operation(summary = "How far the taking in of who was in the journey's segment has come")
    Backfill backfill(@PathVariable String id) {
        JourneyId journeyId = new JourneyId(id);
        return backfills.find(journeyId).orElseThrow(() -> new BackfillNotFound(journeyId));
    }

    @PostMapping("/{id}/archive")
    @Operation(summary = "Take nobody in any more; archived when the last run has ended")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<JourneyView> archive(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        JourneyId journeyId = new JourneyId(id);
        Answer answer = idempotency.once(caller.keyspace(), key, Map.of("archive", id), () -> {
            archiveJourney.archive(journeyId);
            return journeyId.asUuid();
        });
        return ResponseEntity.accepted().headers(answer.headers()).body(view(journeyId));
    }

    @PostMapping("/{id}/pause")
    @Operation(summary = "Let the journey stand still: hold, skip or expire")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<JourneyView> pause(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody @Valid Pause pause) {
        JourneyId journeyId = new JourneyId(id);
        Answer answer = idempotency.once(caller.keyspace(), key, Map.of("pause", id, "policy", pause.policy()), () -> {
            pauseJourney.pause(journeyId, pause.policy());
            return journeyId.asUuid();
        });
        return ResponseEntity.accepted().headers(answer.headers()).body(view(journeyId));
    }

    @PostMapping("/{id}/resume")
    @Operation(summary = "Let the journey go on; who was held moves within a time, at once when none is given")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<JourneyView> resume(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody(required = false) @Nullable Resume resume) {
        JourneyId journeyId = new JourneyId(id);
        Duration over = resume == null || resume.over() == null ? Duration.ZERO : spread(resume.over());
        Answer answer = idempotency.once(caller.keyspace(), key, Map.of("resume", id, "over", over), () -> {
            resumeJourney.resume(journeyId, over);
            return journeyId.asUuid();
        });
        return ResponseEntity.accepted().headers(answer.headers()).body(view(journeyId));
    }

    private static Duration spread(Duration over) {
        if (over.isNegative() || over.compareTo(LONGEST_SPREAD) > 0) {
            throw new InvalidInput("/over", over + " (expected: a duration from PT0S to " + LONGEST_SPREAD + ")");
        }
        return over;
    }

    record Pause(@NotNull PausePolicy policy) {}

    /** @param over how long it may take until all who were held have moved; null for at once */
    record Resume(@Nullable Duration over) {}

    private JourneyView view(JourneyId id) {
        Journey journey = journeys.findById(id).orElseThrow(() -> new JourneyNotFound(id));
        return JourneyView.of(journey, versions.given(id, journey.latest()).orElseThrow(() -> new JourneyNotFound(id)));
    }

    /** Nobody asked for it. */
    private static final class BackfillNotFound extends Fact {
        BackfillNotFound(JourneyId id) {
            super(Kind.NOT_FOUND, "backfill-not-found", "Nobody asked for a backfill of journey " + id + ".");
        }
    }

    /**
     * @param version which one; null for the latest
     * @param backfill whether who is in the segment of its entry already is taken in, too; null for no
     */
    record Publish(@Nullable Integer version, @Nullable Boolean backfill) {}
}
