package dev.concierge.search.assistant.tool;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.service.annotation.PostExchange;

/** What concierge-service offers for a guest. */
interface Curations {
    @PostExchange("/curations")
    Curation make(@RequestHeader("Idempotency-Key") String key, @RequestBody AskForCuration body);

    @PostExchange("/suggestions")
    Suggested suggest(@RequestHeader("Idempotency-Key") String key, @RequestBody Propose body);

    record AskForCuration(@Nullable String query, String guest, int size) {}

    record Curation(List<Curated> items) {}

    record Curated(Item item, List<Why> why) {}

    record Item(UUID itemId, String title, String description, Map<String, @Nullable Object> attributes) {}

    record Why(String words) {}

    /** @param accepted whether the guest has said yes to it, so that it is a draft at once */
    record Propose(String guest, String title, String reason, boolean accepted) {
        static Propose thought(UUID guest, String title, String reason) {
            return new Propose(guest.toString(), title, reason, false);
        }

        static Propose agreed(UUID guest, String title, String reason) {
            return new Propose(guest.toString(), title, reason, true);
        }
    }

    /** @param jobRequestId of the draft, where there is one */
    record Suggested(UUID suggestionId, @Nullable UUID jobRequestId) {}
}
