package dev.concierge.hub.delivery.contact;

import java.util.List;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;

/** What we ask user-service. */
interface Users {
    /** The contacts of those who exist, in any order. */
    @GetExchange("/users/contacts")
    Found contacts(@RequestParam("userId") List<String> userIds);

    record Found(List<Contact> items) {}
}
