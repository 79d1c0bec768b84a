package dev.concierge.journey.run;

import dev.concierge.journey.catalogue.ArmJourney;
import dev.concierge.journey.guest.UserId;
import dev.concierge.journey.run.Arrival.Applied;
import dev.concierge.journey.run.Arrival.Armed;
import dev.concierge.journey.run.Arrival.OfGuest;
import dev.concierge.journey.run.store.RunOfGuest;
import dev.concierge.journey.timer.Watermarks;
import dev.concierge.platform.consumer.Subscription;
import dev.concierge.platform.message.ReceivedMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What arrives about guests, in their order: one subscription, so that a guest's topics meet in one worker. */
@Component
class GuestStreams implements Subscription {
    private final Batches batches;
    private final Admissions admissions;
    private final AdvanceRuns advanceRuns;
    private final SaveChanges saveChanges;
    private final ArmJourney armJourney;
    private final Watermarks watermarks;

    GuestStreams(
            Batches batches,
            Admissions admissions,
            AdvanceRuns advanceRuns,
            SaveChanges saveChanges,
            ArmJourney armJourney,
            Watermarks watermarks) {
        this.batches = batches;
        this.admissions = admissions;
        this.advanceRuns = advanceRuns;
        this.saveChanges = saveChanges;
        this.armJourney = armJourney;
        this.watermarks = watermarks;
    }

    @Override
    public List<String> topics() {
        return List.of("journey-triggers", "users", "notification-receipts");
    }

    @Override
    public boolean erases(ReceivedMessage message) {
        return message.topic().equals("users") && message.type().equals(UserDeleted.TYPE);
    }

    @Override
    public void on(List<ReceivedMessage> messages) {
        List<Told> told = new ArrayList<>();
        for (ReceivedMessage message : messages) {
            switch (Arrival.of(message).orElse(null)) {
                case OfGuest arrival -> told.add(new Told(message, arrival));
                case Armed(var armed) -> message.within(() -> armJourney.on(armed));
                case Applied(var applied) -> watermarks.on(applied);
                case null -> {}
            }
        }
        if (!told.isEmpty()) {
            advance(told);
        }
    }

    private void advance(List<Told> told) {
        List<OfGuest> arrivals = told.stream().map(Told::arrival).toList();
        Set<UserId> guests = arrivals.stream().map(OfGuest::userId).collect(Collectors.toSet());
        Set<RunOfGuest> named = arrivals.stream()
                .flatMap(arrival -> arrival.runs().map(run -> new RunOfGuest(arrival.userId(), run)))
                .collect(Collectors.toSet());
        Admissions.EntryCheck entryCheck = admissions.check(arrivals);
        Batch batch = batches.load(guests, named, entryCheck.definitions());
        for (Told one : told) {
            one.message().within(() -> {
                advanceRuns.advance(batch, entryCheck, one.arrival());
                saveChanges.publish(batch.changes());
            });
        }
        saveChanges.save(batch.changes(), batch.inUse());
    }

    /** An arrival with its message, whose trace goes on in what the arrival leads to. */
    private record Told(ReceivedMessage message, OfGuest arrival) {}
}
