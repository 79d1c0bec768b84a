package dev.concierge.user.alias;

import dev.concierge.platform.paging.Page;
import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.user.alias.Aliases.AliasView;
import dev.concierge.user.alias.IdentifyVisitor.Moved;
import dev.concierge.user.identity.UserId;
import dev.concierge.user.identity.UserNotFound;
import dev.concierge.user.identity.UserVersions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Neither POST takes an Idempotency-Key: the same name for the same guest is the same. */
@RestController
class AliasController {
    private static final String NAME = "1 to 200 characters";
    private static final String TEXT = "^[^\\u0000-\\u001f\\u007f-\\u009f]*$";
    private static final String CONTROL = "no control characters";

    private final Aliases aliases;
    private final AddAlias addAlias;
    private final IdentifyVisitor identifyVisitor;
    private final UserVersions users;

    AliasController(Aliases aliases, AddAlias addAlias, IdentifyVisitor identifyVisitor, UserVersions users) {
        this.aliases = aliases;
        this.addAlias = addAlias;
        this.identifyVisitor = identifyVisitor;
        this.users = users;
    }

    /** @param alias the id that another system has for the guest */
    record NameGuest(
            @NotNull(message = NAME)
            @Size(min = 1, max = 200, message = NAME)
            @Pattern(regexp = TEXT, message = CONTROL)
            String alias) {}

    /** Whose an anonymous id is: of the guest with this userId, or with this externalId. */
    record Identify(
            @NotNull(message = NAME)
            @Size(min = 1, max = 200, message = NAME)
            @Pattern(regexp = TEXT, message = CONTROL)
            String anonymousId,

            @Size(max = 200, message = "at most 200 characters") @Nullable
            String userId,

            @Size(max = 200, message = "at most 200 characters") @Nullable
            String externalId) {}

    /** @param moved what was done under the anonymous id and is the guest's now */
    record Identified(String userId, String anonymousId, List<Moved> moved) {}

    @GetMapping("/users/{userId}/aliases")
    @Operation(summary = "The other names of a guest")
    Page<AliasView> list(@PathVariable String userId) {
        return new Page<>(aliases.of(known(userId)), null);
    }

    @PostMapping("/users/{userId}/aliases")
    @Operation(summary = "Lets a guest be known by the id of another system too")
    Page<AliasView> add(@PathVariable String userId, @RequestBody @Valid NameGuest name) {
        addAlias.add(UserId.named(userId), name.alias());
        return list(userId);
    }

    @DeleteMapping("/users/{userId}/aliases/{alias}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Takes a name from a guest; what was done under it stays the guest's")
    void remove(@PathVariable String userId, @PathVariable String alias) {
        if (!aliases.remove(alias, known(userId))) {
            throw new UserNotFound(alias);
        }
    }

    @PostMapping("/users/identify")
    @Operation(summary = "Says which guest a visitor is; answers what moved")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            examples = @ExampleObject("{\"anonymousId\": \"visitor-1\", \"externalId\": \"crm-1\"}")))
    Identified identify(@RequestBody @Valid Identify identify) {
        UserId guest = guest(identify);
        return new Identified(
                guest.toString(), identify.anonymousId(), identifyVisitor.identify(identify.anonymousId(), guest));
    }

    private UserId guest(Identify identify) {
        String externalId = identify.externalId();
        String userId = identify.userId();
        if ((externalId == null) == (userId == null)) {
            throw new InvalidInput(
                    "/userId", (userId == null ? "nothing" : userId) + " (expected: either this or externalId)");
        }
        String name = String.valueOf(externalId);
        return userId == null ? aliases.owner(name).orElseThrow(() -> new UserNotFound(name)) : UserId.named(userId);
    }

    private UserId known(String userId) {
        UserId id = UserId.named(userId);
        if (!users.isKnown(id)) {
            throw new UserNotFound(userId);
        }
        return id;
    }
}
