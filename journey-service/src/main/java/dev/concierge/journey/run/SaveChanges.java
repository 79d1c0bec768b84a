package dev.concierge.journey.run;

import dev.concierge.journey.count.Counts;
import dev.concierge.journey.guest.Guests;
import dev.concierge.journey.run.store.Entries;
import dev.concierge.journey.run.store.Refusals;
import dev.concierge.journey.run.store.Runs;
import dev.concierge.journey.run.store.Spendings;
import dev.concierge.journey.run.store.Timelines;
import dev.concierge.journey.timer.Timers;
import dev.concierge.platform.effect.Effects;
import dev.concierge.platform.outbox.Outbox;
import org.springframework.stereotype.Component;

/** Writes what a batch changed: one round trip per kind, in the batch's transaction. */
@Component
class SaveChanges {
    private final Runs runs;
    private final Timers timers;
    private final Timelines timelines;
    private final Guests guests;
    private final Entries entries;
    private final Refusals refusals;
    private final Counts counts;
    private final Spendings spendings;
    private final Outbox outbox;
    private final Effects effects;
    private final RunMetrics metrics;

    SaveChanges(
            Runs runs,
            Timers timers,
            Timelines timelines,
            Guests guests,
            Entries entries,
            Refusals refusals,
            Counts counts,
            Spendings spendings,
            Outbox outbox,
            Effects effects,
            RunMetrics metrics) {
        this.runs = runs;
        this.timers = timers;
        this.timelines = timelines;
        this.guests = guests;
        this.entries = entries;
        this.refusals = refusals;
        this.counts = counts;
        this.spendings = spendings;
        this.outbox = outbox;
        this.effects = effects;
        this.metrics = metrics;
    }

    /** Gives what is to be published to the outbox, which writes it with the rest. */
    void publish(Changes changes) {
        changes.takeMessages().forEach(outbox::append);
        changes.takeRequests()
                .forEach(wanted -> effects.request(
                        wanted.request().id(),
                        wanted.request().kind(),
                        wanted.userId().value(),
                        wanted.request().payload()));
    }

    void save(Changes changes, InUse inUse) {
        runs.save(changes.runs(), changes.begun(), changes.entered(), changes.now());
        timers.cancel(changes.cancelled());
        timers.add(changes.timers());
        timers.hold(changes.held());
        timelines.add(changes.steps(), changes.now());
        guests.save(changes.guests(), changes.now());
        entries.save(changes.entries());
        refusals.add(changes.refused(), changes.now());
        counts.add(changes.tally());
        spendings.save(inUse.changed());
        publish(changes);
        if (!changes.erased().isEmpty()) {
            runs.erase(changes.erased());
            entries.erase(changes.erased());
            refusals.erase(changes.erased());
            guests.forgetErased(changes.now());
        }
        metrics.count(changes);
    }
}
