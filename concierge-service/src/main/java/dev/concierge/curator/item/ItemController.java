package dev.concierge.curator.item;

import dev.concierge.platform.conditional.Precondition;
import dev.concierge.platform.idempotency.Idempotency;
import dev.concierge.platform.input.Numbers;
import dev.concierge.platform.paging.Cursor;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.platform.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
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
@RequestMapping("/items")
class ItemController {
    /** Of the newest item that can ever be. */
    private static final UUID LAST = new UUID(-1, -1);

    private static final String MERGE_PATCH = "application/merge-patch+json";
    private static final String PATCH = "{\"title\": \"Sailing at dawn\"}";

    private final SaveItem saveItem;
    private final PatchItem patchItem;
    private final DeleteItem deleteItem;
    private final Items items;
    private final Idempotency idempotency;

    ItemController(
            SaveItem saveItem, PatchItem patchItem, DeleteItem deleteItem, Items items, Idempotency idempotency) {
        this.saveItem = saveItem;
        this.patchItem = patchItem;
        this.deleteItem = deleteItem;
        this.items = items;
        this.idempotency = idempotency;
    }

    @Operation(summary = "Save an item; it can be found within a second when everyone may see it")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<ItemView> save(
            @Valid @RequestBody ItemDetails body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Caller caller) {
        Idempotency.Answer answer = idempotency.once(caller.keyspace(), key, body, () -> saveItem.save(caller, body));
        return ResponseEntity.created(URI.create("/items/" + answer.id()))
                .headers(answer.headers())
                .body(read(answer.id(), caller));
    }

    @Operation(summary = "List items, newest first; a guest's list has what the guest may see")
    @GetMapping
    Page<ItemView> list(PageRequest page, Caller caller) {
        UUID before = Objects.requireNonNullElse(page.after(Numbers::uuid), LAST);
        int limit = page.limit() + 1;
        List<Item> rows = caller.kind() == Caller.Kind.GUEST
                ? items.findVisible(caller.subject(), before, limit)
                : items.findByIdValueLessThanOrderByIdValueDesc(before, Limit.of(limit));
        return Page.of(rows, page, last -> Cursor.of(last.id().value())).map(ItemView::of);
    }

    @Operation(summary = "Read an item")
    @GetMapping("/{item}")
    ItemView read(@PathVariable UUID item, Caller caller) {
        return items.findById(new ItemId(item))
                .filter(found -> ItemRights.maySee(caller, found))
                .map(ItemView::of)
                .orElseThrow(() -> new ItemNotFound(item));
    }

    @Operation(summary = "Replace what is said of an item")
    @PutMapping("/{item}")
    ItemView replace(
            @PathVariable UUID item, Precondition precondition, @Valid @RequestBody ItemDetails body, Caller caller) {
        saveItem.change(caller, item, precondition, present -> body);
        return read(item, caller);
    }

    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = {
                @Content(mediaType = MERGE_PATCH, examples = @ExampleObject(PATCH)),
                @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject(PATCH))
            })
    @PatchMapping(
            path = "/{item}",
            consumes = {MERGE_PATCH, MediaType.APPLICATION_JSON_VALUE})
    @Operation(summary = "Change some of what is said of an item (JSON Merge Patch)")
    ItemView patch(@PathVariable UUID item, Precondition precondition, @RequestBody JsonNode patch, Caller caller) {
        patchItem.patch(caller, item, precondition, patch);
        return read(item, caller);
    }

    @Operation(summary = "Delete an item; it is not found any more within a second")
    @DeleteMapping("/{item}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID item, Precondition precondition, Caller caller) {
        deleteItem.delete(caller, item, precondition);
    }
}
