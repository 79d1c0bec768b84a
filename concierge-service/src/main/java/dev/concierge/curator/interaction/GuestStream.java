package dev.concierge.curator.interaction;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.concierge.platform.consumer.Subscription;
import dev.concierge.platform.consumer.TypedSubscription;
import dev.concierge.platform.input.Numbers;
import dev.concierge.platform.input.Refused;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What guests do with items, in their order, and that they are no more. */
@Configuration(proxyBeanMethods = false)
class GuestStream {
    @Bean
    Subscription guestSubscription(Interactions interactions, List<PersonalData> stores) {
        return TypedSubscription.reading("interactions", "users")
                .erasedBy("user.deleted")
                .on(InteractionCaptured.TYPE, InteractionCaptured.class, captured -> keep(captured, interactions))
                .on("user.deleted", UserDeleted.class, deleted -> {
                    interactions.eraseOf(deleted.userId());
                    stores.forEach(store -> store.erase(deleted.userId()));
                })
                .build();
    }

    /** Only what was done with an item: a topic or a kind of things has no such id. */
    private static void keep(InteractionCaptured captured, Interactions interactions) {
        try {
            UUID item = Numbers.uuid(captured.target().id());
            interactions.add(
                    captured.interactionId(),
                    new Interactions.Interaction(
                            captured.actor().id(), item, InteractionType.valueOf(captured.type()), captured.takenAt()));
        } catch (Refused noItem) {
            // user-service reads it as an affinity
        }
    }

    /** Our view of {@code user.deleted}. */
    record UserDeleted(String userId) {}

    /** What we read of {@code interaction.captured} on topic {@code interactions}. */
    record InteractionCaptured(
            UUID interactionId, String type, Instant timestamp, Instant receivedAt, Party actor, Party target) {
        static final String TYPE = "interaction.captured";

        /** A clock that runs ahead must not make everything else look old. */
        Instant takenAt() {
            return timestamp.isAfter(receivedAt) ? receivedAt : timestamp;
        }

        /** Who acted, or what was acted on. */
        record Party(
                @JsonProperty(required = true) String id,
                @JsonProperty(required = true) String type) {}
    }
}
