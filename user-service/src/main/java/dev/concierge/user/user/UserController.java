package dev.concierge.user.user;

import dev.concierge.platform.audit.Audited;
import dev.concierge.platform.conditional.Precondition;
import dev.concierge.platform.idempotency.Idempotency;
import dev.concierge.platform.input.Numbers;
import dev.concierge.platform.paging.Cursor;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.platform.security.Caller;
import dev.concierge.user.alias.Aliases;
import dev.concierge.user.identity.UserId;
import dev.concierge.user.identity.UserNotFound;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.domain.Specification;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/users")
class UserController {
    /** Of the newest guest that can ever be. */
    private static final UUID LAST = new UUID(-1, -1);

    private static final UUID NOBODY = new UUID(0, 0);
    private static final Sort NEWEST_FIRST = Sort.by(Sort.Direction.DESC, "id.value");
    private static final String MERGE_PATCH = "application/merge-patch+json";
    private static final String PATCH = "{\"firstName\": \"Ada\"}";

    private final Users users;
    private final RegisterUser registerUser;
    private final ChangeUser changeUser;
    private final PatchUser patchUser;
    private final EraseUser eraseUser;
    private final Aliases aliases;
    private final KnownGuests guests;
    private final Idempotency idempotency;

    UserController(
            Users users,
            RegisterUser registerUser,
            ChangeUser changeUser,
            PatchUser patchUser,
            EraseUser eraseUser,
            Aliases aliases,
            KnownGuests guests,
            Idempotency idempotency) {
        this.users = users;
        this.registerUser = registerUser;
        this.changeUser = changeUser;
        this.patchUser = patchUser;
        this.eraseUser = eraseUser;
        this.aliases = aliases;
        this.guests = guests;
        this.idempotency = idempotency;
    }

    @PostMapping
    @Operation(summary = "Registers a guest")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<UserView> register(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody @Valid UserDetails details) {
        Idempotency.Answer answer = idempotency.once(
                caller.keyspace(),
                key,
                details,
                () -> registerUser.register(details).value());
        User user = found(new UserId(answer.id()));
        return ResponseEntity.created(URI.create("/users/" + user.id()))
                .headers(answer.headers())
                .body(UserView.of(user));
    }

    @GetMapping
    @Operation(
            summary =
                    "Lists guests, newest first, by e-mail address, by how address or name begin, or by an id of another system")
    Page<UserView> list(
            @RequestParam(required = false) @Nullable String email,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String externalId,
            PageRequest page) {
        Specification<User> which = new UserFilter(email, q);
        if (externalId != null) {
            UserFilter.checkPrintable("?externalId", externalId);
            UUID owner = aliases.owner(externalId).map(UserId::value).orElse(NOBODY);
            which = which.and((user, _, builder) -> builder.equal(user.get("id").get("value"), owner));
        }
        UUID before = Objects.requireNonNullElse(page.after(Numbers::uuid), LAST);
        List<User> rows = users.findBy(
                which.and((user, _, builder) -> builder.lessThan(user.get("id").get("value"), before)),
                list -> list.sortBy(NEWEST_FIRST).limit(page.limit() + 1).all());
        return Page.of(rows, page, user -> Cursor.of(user.id())).map(UserView::of);
    }

    @GetMapping("/{userId}")
    @Operation(summary = "What is known of a guest")
    UserView user(Caller caller, @PathVariable String userId) {
        return caller.kind() == Caller.Kind.SERVICE
                ? guests.find(UserId.named(userId)).orElseThrow(() -> new UserNotFound(userId))
                : UserView.of(found(UserId.named(userId)));
    }

    @PutMapping("/{userId}")
    @Operation(summary = "Replaces what is known of a guest; what is left out is forgotten")
    UserView replace(@PathVariable String userId, Precondition precondition, @RequestBody @Valid UserDetails details) {
        return UserView.of(changeUser.change(UserId.named(userId), precondition, present -> details));
    }

    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = {
                @Content(mediaType = MERGE_PATCH, examples = @ExampleObject(PATCH)),
                @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject(PATCH))
            })
    @PatchMapping(
            path = "/{userId}",
            consumes = {MERGE_PATCH, MediaType.APPLICATION_JSON_VALUE})
    @Operation(summary = "Changes some fields of a guest (JSON Merge Patch)")
    UserView patch(@PathVariable String userId, Precondition precondition, @RequestBody JsonNode patch) {
        return UserView.of(patchUser.patch(UserId.named(userId), precondition, patch));
    }

    @DeleteMapping("/{userId}")
    @Audited
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Erases a guest everywhere")
    void erase(@PathVariable String userId, Precondition precondition) {
        eraseUser.erase(UserId.named(userId), precondition);
    }

    private User found(UserId id) {
        return users.findById(id).orElseThrow(() -> new UserNotFound(id.toString()));
    }
}
