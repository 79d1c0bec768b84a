package dev.concierge.user.stream;

import dev.concierge.platform.consumer.Subscription;
import dev.concierge.platform.message.ReceivedMessage;
import dev.concierge.user.alias.ResolveActors;
import dev.concierge.user.erasure.Erasures;
import dev.concierge.user.history.Deed;
import dev.concierge.user.history.Deeds;
import dev.concierge.user.history.GuestHistory;
import dev.concierge.user.history.GuestHistory.Done;
import dev.concierge.user.identity.UserId;
import dev.concierge.user.profile.Signal;
import dev.concierge.user.profile.UpdateProfiles;
import dev.concierge.user.segment.PlaceGuests;
import dev.concierge.user.user.KnownGuests;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Whatever says something about a guest, in the guest's order and in one transaction a batch: remembered in the history,
 * read into the profile, and then held against the rules of segments.
 */
@Component
class GuestStream implements Subscription {
    private final ResolveActors resolveActors;
    private final GuestHistory history;
    private final UpdateProfiles updateProfiles;
    private final PlaceGuests placeGuests;
    private final KnownGuests knownGuests;
    private final Erasures erasures;

    GuestStream(
            ResolveActors resolveActors,
            GuestHistory history,
            UpdateProfiles updateProfiles,
            PlaceGuests placeGuests,
            KnownGuests knownGuests,
            Erasures erasures) {
        this.resolveActors = resolveActors;
        this.history = history;
        this.updateProfiles = updateProfiles;
        this.placeGuests = placeGuests;
        this.knownGuests = knownGuests;
        this.erasures = erasures;
    }

    @Override
    public List<String> topics() {
        return List.of("users", "interactions", "events", "erasures");
    }

    /** What is known of them went with the guest; what is parked must go, too. */
    @Override
    public boolean erases(ReceivedMessage message) {
        return message.topic().equals("users") && message.type().equals("user.deleted");
    }

    @Override
    public void on(List<ReceivedMessage> batch) {
        List<Deed> deeds =
                batch.stream().map(Deeds::in).flatMap(Optional::stream).toList();
        Map<String, UserId> guests = resolveActors.guests(deeds);
        Map<UserId, List<Signal>> signals = new LinkedHashMap<>();
        List<Done> done = new ArrayList<>();
        Set<UserId> touched = new HashSet<>();
        Set<String> asked = placeGuests.events();
        for (Deed deed : deeds) {
            UserId guest = guests.get(deed.actor());
            if (guest != null) {
                done.add(new Done(guest, deed));
                signals.computeIfAbsent(guest, _ -> new ArrayList<>()).add(new Signal.Did(deed));
                if (asked.contains(deed.name())) {
                    touched.add(guest);
                }
            }
        }
        for (ReceivedMessage message : batch) {
            if (message.type().equals("erasure.done")) {
                Erased erased = message.as(Erased.class);
                UserId.parse(erased.subject())
                        .ifPresent(id -> erasures.answered(id, erased.service(), erased.reader(), erased.erasedAt()));
            }
            if (message.topic().equals("users")) {
                forget(message);
                change(message).ifPresent(change -> {
                    change.signal()
                            .ifPresent(signal -> signals.computeIfAbsent(change.userId(), _ -> new ArrayList<>())
                                    .add(signal));
                    touched.add(change.userId());
                });
            }
        }
        history.add(done);
        touched.addAll(updateProfiles.update(signals));
        place(touched, batch);
    }

    private void forget(ReceivedMessage message) {
        if (erases(message)) {
            knownGuests.erased(message.key());
        } else {
            knownGuests.changed(message.key(), message.as(Versioned.class).version());
        }
    }

    /** What we read of topic {@code erasures}. */
    private record Erased(String subject, String service, String reader, Instant erasedAt) {}

    /** What we read of every other type of topic {@code users}. */
    private record Versioned(long version) {}

    private record Change(UserId userId, Optional<Signal> signal) {}

    private Optional<Change> change(ReceivedMessage message) {
        return switch (message.type()) {
            case "user.deleted" -> Optional.empty();
            case "user.registered", "user.updated" -> {
                AttributesKnown known = message.as(AttributesKnown.class);
                yield UserId.parse(known.userId())
                        .map(id -> new Change(id, Optional.of(new Signal.Says(known.attributes()))));
            }
            default -> UserId.parse(message.key()).map(id -> new Change(id, Optional.empty()));
        };
    }

    /** Those whose messages these are; others, known by the names that the messages are under, by their own worker. */
    private void place(Set<UserId> touched, List<ReceivedMessage> batch) {
        Set<String> keys = new HashSet<>();
        batch.forEach(message -> keys.add(message.key()));
        Map<Boolean, List<UserId>> byOwn =
                touched.stream().collect(Collectors.partitioningBy(id -> keys.contains(id.toString())));
        placeGuests.place(byOwn.getOrDefault(true, List.of()));
        placeGuests.placeSoon(byOwn.getOrDefault(false, List.of()));
    }

    /** What we read of {@code user.registered} and {@code user.updated} on topic {@code users}. */
    record AttributesKnown(String userId, Map<String, @Nullable Object> attributes) {}
}
