package dev.concierge.datemaker.outcome;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;

/** What we ask user-service. */
interface Contacts {
    /** The contacts of those who exist, in any order. */
    @GetExchange("/users/contacts")
    Found contacts(@RequestParam("userId") List<String> userIds);

    record Found(List<Contact> items) {}

    record Contact(
            String userId,
            @Nullable String firstName,
            @Nullable String email,
            @Nullable String phone) {}
}
