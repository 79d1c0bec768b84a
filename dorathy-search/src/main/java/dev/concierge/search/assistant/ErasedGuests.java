package dev.concierge.search.assistant;

import dev.concierge.platform.consumer.Subscription;
import dev.concierge.platform.consumer.TypedSubscription;
import dev.concierge.search.assistant.memory.AssistedGuests;
import java.time.Clock;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A guest who is erased takes all with them that was said and remembered. */
@Configuration(proxyBeanMethods = false)
class ErasedGuests {
    @Bean
    Subscription erasedGuestsSubscription(AssistedGuests guests, Clock clock) {
        return TypedSubscription.reading("users")
                .erasedBy("user.deleted")
                .on("user.deleted", UserDeleted.class, deleted -> guests.erase(deleted.userId(), clock.instant()))
                .build();
    }

    /** Our view of {@code user.deleted}. */
    record UserDeleted(UUID userId) {}
}
