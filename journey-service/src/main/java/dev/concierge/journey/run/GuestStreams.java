package dev.concierge.journey.run;

import dev.concierge.journey.catalogue.ArmJourney;
import dev.concierge.journey.engine.RunId;
import dev.concierge.journey.guest.UserId;
import dev.concierge.journey.run.Arrival.Armed;
import dev.concierge.journey.run.Arrival.OfGuest;
import dev.concierge.platform.consumer.Subscription;
import dev.concierge.platform.message.ReceivedMessage;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What arrives about guests, in their order: one subscription, so that a guest's topics meet in one worker. */
@Component
class GuestStreams implements Subscription {
    private final Batches batches;
    private final AdvanceRuns advanceRuns;
    private final SaveChanges saveChanges;
    private final ArmJourney armJourney;

    GuestStreams(Batches batches, AdvanceRuns advanceRuns, SaveChanges saveChanges, ArmJourney armJourney) {
        this.batches = batches;
        this.advanceRuns = advanceRuns;
        this.saveChanges = saveChanges;
        this.armJourney = armJourney;
    }

    @Override
    public String name() {
        return "";
    }

    @Override
    public List<String> topics() {
        return List.of("journey-triggers", "users", "notification-receipts");
    }

    @Override
    public void on(List<ReceivedMessage> messages) {
        List<Arrival> arrivals =
                messages.stream().map(Arrival::of).flatMap(Optional::stream).toList();
        List<OfGuest> ofGuests = arrivals.stream()
                .filter(OfGuest.class::isInstance)
                .map(OfGuest.class::cast)
                .toList();
        if (!ofGuests.isEmpty()) {
            advance(ofGuests);
        }
        arrivals.forEach(arrival -> {
            if (arrival instanceof Armed(var armed)) {
                armJourney.on(armed);
            }
        });
    }

    private void advance(List<OfGuest> arrivals) {
        Set<UserId> guests = arrivals.stream().map(OfGuest::userId).collect(Collectors.toSet());
        Set<RunId> named = arrivals.stream().flatMap(Arrival::runs).collect(Collectors.toSet());
        Batch batch = batches.load(guests, named);
        advanceRuns.advance(batch, arrivals);
        saveChanges.save(batch.changes());
    }
}
