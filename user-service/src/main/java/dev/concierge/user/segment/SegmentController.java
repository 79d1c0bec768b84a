package dev.concierge.user.segment;

import dev.concierge.platform.conditional.Precondition;
import dev.concierge.platform.idempotency.Idempotency;
import dev.concierge.platform.input.JsonSize;
import dev.concierge.platform.input.Numbers;
import dev.concierge.platform.paging.Cursor;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.platform.security.Caller;
import dev.concierge.user.identity.UserId;
import dev.concierge.user.identity.UserNotFound;
import dev.concierge.user.identity.UserVersions;
import dev.concierge.user.segment.Memberships.MemberView;
import dev.concierge.user.segment.Memberships.PlaceView;
import dev.concierge.user.segment.Memberships.SizeView;
import dev.concierge.user.segment.rule.RuleReader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
class SegmentController {
    private static final String ID = "1 to 64 lower-case letters, digits, - and _";
    private static final String NAME = "1 to 200 characters";
    private static final String A_RULE = "what guests must be or have done to be in it";
    private static final String TEXT = "^[^\\u0000-\\u001f\\u007f-\\u009f]*$";
    private static final String CONTROL = "no control characters";
    private static final String RULE = """
            {"type": "all", "rules": [{"type": "attribute", "name": "tier", "in": ["gold"]},
            {"type": "not", "rule": {"type": "history", "event": "PURCHASE", "within": "P30D"}}]}""";
    private static final String CREATED =
            "{\"segmentId\": \"gold-and-quiet\", \"name\": \"Gold and quiet\", \"rule\": " + RULE + "}";
    private static final String CHANGED = "{\"name\": \"Gold and quiet\", \"rule\": " + RULE + "}";

    private final Segments segments;
    private final SaveSegment saveSegment;
    private final Memberships memberships;
    private final UserVersions users;
    private final Idempotency idempotency;

    SegmentController(
            Segments segments,
            SaveSegment saveSegment,
            Memberships memberships,
            UserVersions users,
            Idempotency idempotency) {
        this.segments = segments;
        this.saveSegment = saveSegment;
        this.memberships = memberships;
        this.users = users;
        this.idempotency = idempotency;
    }

    record CreateSegment(
            @NotNull(message = ID) @Pattern(regexp = SegmentId.PATTERN, message = ID)
            String segmentId,

            @NotNull(message = NAME)
            @Size(min = 1, max = 200, message = NAME)
            @Pattern(regexp = TEXT, message = CONTROL)
            String name,

            @NotNull(message = A_RULE) @JsonSize JsonNode rule) {}

    record ChangeSegment(
            @NotNull(message = NAME)
            @Size(min = 1, max = 200, message = NAME)
            @Pattern(regexp = TEXT, message = CONTROL)
            String name,

            @NotNull(message = A_RULE) @JsonSize JsonNode rule) {}

    @PostMapping("/segments")
    @Operation(summary = "Makes a segment; who is in it is found out in the background")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject(CREATED)))
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<SegmentView> create(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody @Valid CreateSegment create) {
        RuleReader.read("/rule", create.rule());
        SegmentId id = new SegmentId(create.segmentId());
        Idempotency.AnswerOf<SegmentId> answer =
                idempotency.once(caller.keyspace(), key, create, SegmentId::new, () -> {
                    saveSegment.create(id, create.name(), create.rule());
                    return id;
                });
        return ResponseEntity.created(URI.create("/segments/" + id))
                .headers(answer.headers())
                .body(SegmentView.of(found(id)));
    }

    @GetMapping("/segments")
    @Operation(summary = "Lists segments by id")
    Page<SegmentView> list(PageRequest page) {
        List<Segment> rows = segments.list(page.after(Function.identity()), page.limit() + 1);
        return Page.of(rows, page, segment -> Cursor.of(segment.id())).map(SegmentView::of);
    }

    @GetMapping("/segments/{segmentId}")
    @Operation(summary = "A segment and its rule")
    SegmentView segment(@PathVariable String segmentId) {
        return SegmentView.of(found(new SegmentId(segmentId)));
    }

    @PutMapping("/segments/{segmentId}")
    @Operation(summary = "Names a segment anew or gives it another rule, which moves guests in the background")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject(CHANGED)))
    SegmentView change(
            @PathVariable String segmentId, Precondition precondition, @RequestBody @Valid ChangeSegment change) {
        saveSegment.change(new SegmentId(segmentId), precondition, change.name(), change.rule());
        return segment(segmentId);
    }

    @DeleteMapping("/segments/{segmentId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Ends a segment; its members leave it in the background")
    void end(@PathVariable String segmentId, Precondition precondition) {
        saveSegment.end(new SegmentId(segmentId), precondition);
    }

    @GetMapping("/segments/{segmentId}/size")
    @Operation(summary = "How many guests are in a segment")
    SizeView size(@PathVariable String segmentId) {
        return memberships.size(found(new SegmentId(segmentId)).id());
    }

    @GetMapping("/segments/{segmentId}/members")
    @Operation(summary = "Lists the guests in a segment by id")
    Page<MemberView> members(@PathVariable String segmentId, PageRequest page) {
        SegmentId id = found(new SegmentId(segmentId)).id();
        List<MemberView> rows = memberships.list(id, page.after(Numbers::uuid), page.limit());
        return Page.of(rows, page, member -> Cursor.of(member.userId()));
    }

    @GetMapping("/users/{userId}/segments")
    @Operation(summary = "The segments that a guest is in")
    Page<PlaceView> segmentsOf(@PathVariable String userId) {
        UserId id = UserId.named(userId);
        List<PlaceView> places = memberships.placesOf(id);
        if (places.isEmpty() && !users.isKnown(id)) {
            throw new UserNotFound(userId);
        }
        return new Page<>(places, null);
    }

    private Segment found(SegmentId id) {
        return segments.find(id).orElseThrow(() -> new SegmentNotFound(id));
    }
}
