package dev.concierge.curator.item;

import dev.concierge.platform.idempotency.Idempotency;
import dev.concierge.platform.input.Numbers;
import dev.concierge.platform.paging.Cursor;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.platform.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/items")
class ItemController {
    /** Of the newest item that can ever be. */
    private static final UUID LAST = new UUID(-1, -1);

    private final SaveItem saveItem;
    private final DeleteItem deleteItem;
    private final Items items;
    private final Idempotency idempotency;

    ItemController(SaveItem saveItem, DeleteItem deleteItem, Items items, Idempotency idempotency) {
        this.saveItem = saveItem;
        this.deleteItem = deleteItem;
        this.items = items;
        this.idempotency = idempotency;
    }

    @Operation(summary = "Save an item; it can be found within a second")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<ItemView> save(
            @Valid @RequestBody CreateItem body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Caller caller) {
        Idempotency.Answer answer = idempotency.once(caller.subject(), key, body, () -> saveItem.save(body));
        return ResponseEntity.created(URI.create("/items/" + answer.id()))
                .headers(answer.headers())
                .body(read(answer.id()));
    }

    @Operation(summary = "List items, newest first")
    @GetMapping
    Page<ItemView> list(PageRequest page) {
        List<Item> rows = items.findByIdValueLessThanOrderByIdValueDesc(
                Objects.requireNonNullElse(page.after(Numbers::uuid), LAST), Limit.of(page.limit() + 1));
        return Page.of(rows, page, last -> Cursor.of(last.id().value())).map(ItemView::of);
    }

    @Operation(summary = "Read an item")
    @GetMapping("/{item}")
    ItemView read(@PathVariable UUID item) {
        return items.findById(new ItemId(item)).map(ItemView::of).orElseThrow(() -> new ItemNotFound(item));
    }

    @Operation(summary = "Delete an item; it is not found any more within a second")
    @DeleteMapping("/{item}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID item) {
        deleteItem.delete(item);
    }
}
