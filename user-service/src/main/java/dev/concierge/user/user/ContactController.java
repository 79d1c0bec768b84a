package dev.concierge.user.user;

import dev.concierge.platform.conditional.EntityTags;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.user.identity.UserId;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Addresses and wishes of many guests at once, for services that write to them. */
@RestController
class ContactController {
    private static final int MOST = 200;

    private final KnownGuests guests;
    private final EntityTags tags;

    ContactController(KnownGuests guests, EntityTags tags) {
        this.guests = guests;
        this.tags = tags;
    }

    @GetMapping("/users/contacts")
    @Operation(summary = "How to reach up to 200 guests; who is not there is left out")
    ResponseEntity<Page<ContactView>> contacts(@RequestParam("userId") List<String> userIds) {
        if (userIds.size() > MOST) {
            throw new InvalidInput("?userId", userIds.size() + " ids (expected: at most " + MOST + ")");
        }
        Page<ContactView> page = found(userIds);
        return ResponseEntity.ok().eTag(tags.of(page)).body(page); // 304 to who has the same
    }

    /** The same, for more ids than the line of a request has room for on its way. */
    @PostMapping("/users/contacts")
    @Operation(summary = "How to reach up to 200 guests, named in the body; who is not there is left out")
    Page<ContactView> contactsOf(@RequestBody @Valid FindContacts asked) {
        return found(asked.userIds());
    }

    record FindContacts(
            @NotNull(message = "the ids of guests") @Size(max = MOST, message = "at most " + MOST + " ids")
            List<@NotNull(message = "the id of a guest") String> userIds) {}

    private Page<ContactView> found(List<String> userIds) {
        List<UserId> ids = userIds.stream()
                .map(UserId::parse)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        return new Page<>(guests.findAll(ids).stream().map(ContactView::of).toList(), null);
    }
}
