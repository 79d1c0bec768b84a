package dev.concierge.hub.job;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.service.annotation.GetExchange;

/** What concierge-service says of jobs. */
interface Jobs {
    @GetExchange("/jobs/{requestId}")
    Job read(@PathVariable UUID requestId);

    /**
     * Whose it is.
     *
     * @param businessId null while it is a draft
     */
    record Job(
            String actor, @Nullable String owner, @Nullable String businessId) {}
}
