package dev.concierge.search.popularity;

import dev.concierge.platform.consumer.Subscription;
import dev.concierge.platform.consumer.TypedSubscription;
import dev.concierge.platform.input.Numbers;
import dev.concierge.platform.input.Refused;
import dev.concierge.search.erasure.PersonalData;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What guests do with items, in their order, and that they are no more. */
@Configuration(proxyBeanMethods = false)
class GuestStream {
    private static final String DELETED = "user.deleted";

    @Bean
    Subscription guestSubscription(Acts acts, List<PersonalData> stores, Clock clock) {
        return TypedSubscription.reading(InteractionCaptured.TOPIC, "users")
                .erasedBy(DELETED)
                .on(InteractionCaptured.TYPE, InteractionCaptured.class, captured -> keep(captured, acts, stores))
                .on(
                        DELETED,
                        UserDeleted.class,
                        deleted -> stores.forEach(store -> store.erase(deleted.userId(), clock.instant())))
                .build();
    }

    /** Only what a guest did with an item: a topic or a kind of things has no such id. */
    private static void keep(InteractionCaptured captured, Acts acts, List<PersonalData> stores) {
        try {
            UUID guest = Numbers.uuid(captured.actor().id());
            UUID item = Numbers.uuid(captured.target().id());
            if (stores.stream().noneMatch(store -> store.isErased(guest))) {
                acts.add(guest, item, captured.type(), captured.timestamp());
            }
        } catch (Refused noItem) {
            // nothing that is found by its id
        }
    }

    /** Our view of {@code user.deleted}. */
    record UserDeleted(UUID userId) {}

    /** What we read of {@code interaction.captured} on topic {@code interactions}. */
    record InteractionCaptured(String type, Instant timestamp, Party actor, Party target) {
        static final String TOPIC = "interactions";
        static final String TYPE = "interaction.captured";

        record Party(String id) {}
    }
}
