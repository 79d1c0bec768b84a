package dev.concierge.user.profile;

import dev.concierge.platform.consumer.Subscription;
import dev.concierge.platform.message.ReceivedMessage;
import dev.concierge.user.UserId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/** Whatever says something about a guest, in the guest's order: what they do and what they say of themselves. */
@Component
class GuestSignals implements Subscription {
    private final UpdateProfiles updateProfiles;
    private final PersonaSettings settings;

    GuestSignals(UpdateProfiles updateProfiles, PersonaSettings settings) {
        this.updateProfiles = updateProfiles;
        this.settings = settings;
    }

    @Override
    public List<String> topics() {
        return List.of("users", "interactions");
    }

    @Override
    public boolean erases(ReceivedMessage message) {
        return message.type().equals("user.deleted");
    }

    @Override
    public void on(List<ReceivedMessage> batch) {
        Map<UserId, UnaryOperator<Profile>> changes = new HashMap<>();
        for (ReceivedMessage message : batch) {
            change(message)
                    .ifPresent(change -> changes.merge(
                            change.userId(),
                            change.change(),
                            (first, then) -> profile -> then.apply(first.apply(profile))));
        }
        updateProfiles.update(changes);
    }

    private Optional<Change> change(ReceivedMessage message) {
        return switch (message.type()) {
            case "interaction.captured" -> {
                InteractionCaptured interaction = message.as(InteractionCaptured.class);
                // an actor who is no guest (a device, an agent) has no profile
                yield UserId.parse(interaction.actor().id())
                        .map(id -> new Change(id, profile -> profile.with(interaction, settings)));
            }
            case "user.registered", "user.updated" -> {
                AttributesKnown known = message.as(AttributesKnown.class);
                yield UserId.parse(known.userId()).map(id -> new Change(id, profile -> profile.with(known.stated())));
            }
            default -> Optional.empty();
        };
    }

    private record Change(UserId userId, UnaryOperator<Profile> change) {}
}
