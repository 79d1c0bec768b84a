package dev.concierge.user.user;

import dev.concierge.platform.paging.Page;
import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.user.UserId;
import dev.concierge.user.preferences.GuestPreferences;
import dev.concierge.user.preferences.Preferences;
import dev.concierge.user.preferences.StoredPreferences;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Addresses and wishes of many guests at once, for services that write to them. */
@RestController
class ContactController {
    private static final int MOST = 200;

    private final Users users;
    private final StoredPreferences preferences;

    ContactController(Users users, StoredPreferences preferences) {
        this.users = users;
        this.preferences = preferences;
    }

    @GetMapping("/users/contacts")
    @Operation(summary = "How to reach up to 200 guests; who is not there is left out")
    Page<ContactView> contacts(@RequestParam("userId") List<String> userIds) {
        if (userIds.size() > MOST) {
            throw new InvalidInput("?userId", userIds.size() + " ids (expected: at most " + MOST + ")");
        }
        return found(userIds);
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
        List<UUID> ids = userIds.stream()
                .map(UserId::parse)
                .flatMap(Optional::stream)
                .map(UserId::value)
                .distinct()
                .toList();
        // the guests first: what is read later of one is never older than the version that is told with it
        List<User> guests = users.findByIdValueInOrderByIdValue(ids);
        Map<UserId, Preferences> wishes = preferences.findByIdValueIn(ids).stream()
                .collect(Collectors.toMap(GuestPreferences::id, GuestPreferences::preferences));
        return new Page<>(
                guests.stream()
                        .map(user -> ContactView.of(user, wishes.getOrDefault(user.id(), Preferences.DEFAULT)))
                        .toList(),
                null);
    }
}
