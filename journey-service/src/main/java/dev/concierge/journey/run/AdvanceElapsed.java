package dev.concierge.journey.run;

import dev.concierge.journey.engine.Run;
import dev.concierge.journey.engine.Stimulus.TimerFired;
import dev.concierge.journey.run.store.RunOfGuest;
import dev.concierge.journey.timer.DueTimer;
import dev.concierge.journey.timer.ElapsedTimers;
import java.util.List;
import org.springframework.stereotype.Component;

/** Moves runs whose time is up. */
@Component
class AdvanceElapsed implements ElapsedTimers {
    private final Batches batches;
    private final SaveChanges saveChanges;

    AdvanceElapsed(Batches batches, SaveChanges saveChanges) {
        this.batches = batches;
        this.saveChanges = saveChanges;
    }

    @Override
    public void on(List<DueTimer> due) {
        Batch batch = batches.load(
                List.of(),
                due.stream()
                        .map(timer -> new RunOfGuest(timer.userId(), timer.runId()))
                        .toList(),
                List.of());
        for (DueTimer timer : due) {
            Run run = batch.find(timer.runId());
            if (run != null) {
                batch.advance(run, new TimerFired(timer.visit(), timer.blind()));
            }
        }
        saveChanges.save(batch.changes(), batch.inUse());
    }
}
