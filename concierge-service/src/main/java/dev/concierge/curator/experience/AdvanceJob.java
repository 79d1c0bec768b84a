package dev.concierge.curator.experience;

import dev.concierge.curator.content.HeldImages;
import dev.concierge.curator.experience.ExperienceJob.State;
import dev.concierge.curator.experience.ExperienceJob.Status;
import dev.concierge.curator.experience.ExperienceJob.Step;
import dev.concierge.curator.item.ExperienceItems;
import dev.concierge.platform.http.ServiceUnavailable;
import dev.concierge.platform.loop.Backoff;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Takes a claimed job as far as it goes. Calls are made outside of transactions, and what became of them is committed under
 * the claim's epoch: who was stopped in between is repeated by the next, who comes back later changes nothing.
 */
final class AdvanceJob {
    private static final Logger log = LoggerFactory.getLogger(AdvanceJob.class);

    private final ExperienceJobs jobs;
    private final Map<Step, Participant> participants;
    private final Local local;
    private final TellOfJob tell;
    private final TransactionOperations transaction;
    private final JobSettings settings;
    private final Backoff backoff;
    private final JobMetrics metrics;
    private final Clock clock;

    /** What a job changes in this service's own database. */
    record Local(Names names, HeldImages images, ExperienceItems items) {}

    AdvanceJob(
            ExperienceJobs jobs,
            List<Participant> participants,
            Local local,
            TellOfJob tell,
            TransactionOperations transaction,
            JobSettings settings,
            JobMetrics metrics,
            Clock clock) {
        this.jobs = jobs;
        this.participants = participants.stream().collect(Collectors.toMap(Participant::step, Function.identity()));
        this.local = local;
        this.tell = tell;
        this.transaction = transaction;
        this.settings = settings;
        this.backoff = new Backoff(settings.firstRetry(), settings.longestRetry());
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Until it ends, waits for somebody or something, or is somebody else's. */
    void advance(ExperienceJob job) {
        boolean goesOn = true;
        while (goesOn) {
            goesOn = switch (job.state().status()) {
                case RUNNING -> step(job);
                case UNDOING -> undo(job);
                case DRAFT, CONSENT_REQUIRED, ACTION_REQUIRED, DONE, FAILED, CANCELLED -> false;
            };
        }
    }

    private boolean step(ExperienceJob job) {
        Step step = job.state().step();
        Participant participant = participants.get(step);
        Instant begun = clock.instant();
        try {
            if (participant != null) {
                participant.make(job);
            }
        } catch (PartRefused refused) {
            return commit(job, () -> refuse(job, refused.trouble()));
        } catch (RuntimeException failure) {
            return commit(job, () -> failed(job, failure));
        }
        boolean kept = commit(job, () -> made(job));
        metrics.stepped(step, begun, clock.instant());
        return kept;
    }

    /** What follows from a step here, in the transaction that commits it. */
    private void made(ExperienceJob job) {
        switch (job.state().step()) {
            case NAME, OFFER, INFO -> job.advance(clock.instant());
            case IMAGES -> {
                List<String> missing =
                        local.images().hold(job.requestId(), job.content().images());
                if (missing.isEmpty()) {
                    job.advance(clock.instant());
                } else {
                    refuse(job, Trouble.imagesMissing(job.content(), missing));
                }
            }
            case ACTIVATION -> {
                job.advance(clock.instant());
                local.items().add(job.experienceId(), job.state().party().creator(), ShownItem.of(job));
                tell.created(job);
            }
        }
    }

    private void refuse(ExperienceJob job, Trouble trouble) {
        Trouble shown = trouble.isAboutTheName() ? local.names().taken(job.content()) : trouble;
        job.await(Status.ACTION_REQUIRED, shown, clock.instant());
    }

    private void failed(ExperienceJob job, RuntimeException failure) {
        State state = job.state();
        Instant now = clock.instant();
        if (state.status() == Status.RUNNING && now.isAfter(state.stepSince().plus(settings.patience()))) {
            log.error("Job {} is given up at {} and undone", job.requestId(), state.step(), failure);
            job.undo(
                    Status.FAILED,
                    Trouble.of("given-up", "Step " + state.step() + " was tried for " + settings.patience() + "."),
                    now);
            return;
        }
        log.warn("Job {} waits at {} ({}): {}", job.requestId(), state.step(), state.status(), failure.toString());
        job.delay(backoff.after(state.attempts() + 1), Trouble.of("waiting", message(failure)), now);
    }

    /** What others say stays in the log; guests are told who does not answer. */
    private static String message(RuntimeException failure) {
        return failure instanceof ServiceUnavailable unavailable
                ? unavailable.detail()
                : "The step failed here and is tried again.";
    }

    /** The last part first: what was made later needs what was made before. */
    private boolean undo(ExperienceJob job) {
        List<Participant> reversed = new ArrayList<>(participants.values());
        reversed.sort(Comparator.comparing(Participant::step).reversed());
        try {
            reversed.forEach(participant -> participant.undo(job));
        } catch (RuntimeException failure) {
            return commit(job, () -> failed(job, failure));
        }
        return commit(job, () -> {
            // of a guest who was erased the item went at once
            if (local.items().remove(job.experienceId()) || job.state().party().isNobody()) {
                tell.withdrawn(job, clock.instant());
            }
            local.images().release(job.requestId(), clock.instant());
            job.undone(clock.instant());
            if (job.state().status() == Status.RUNNING) {
                local.names().releaseAllBut(job.content().name(), job.requestId());
            } else {
                local.names().release(job.requestId());
            }
            if (job.state().party().isNobody()) {
                job.fill(null);
            }
        });
    }

    /** Whether there is more to be done of it now. */
    private boolean commit(ExperienceJob job, Runnable change) {
        try {
            boolean goesOn = Objects.requireNonNull(transaction.<Boolean>execute(_ -> write(job, change)));
            metrics.moved(job.state().status());
            return goesOn;
        } catch (TakenMeanwhile others) {
            log.info("Job {} was taken by somebody else; what was done here counts for nothing", job.requestId());
            return false;
        }
    }

    private boolean write(ExperienceJob job, Runnable change) {
        // locked before anything else, as guests do it, too
        if (!jobs.hold(job)) {
            throw new TakenMeanwhile();
        }
        change.run();
        Instant now = clock.instant();
        boolean goesOn = job.isUnderWay() && !job.state().dueAt().isAfter(now);
        if (!jobs.save(job, goesOn ? now.plus(settings.lease()) : now)) {
            throw new TakenMeanwhile();
        }
        tell.changed(job);
        return goesOn;
    }

    private static final class TakenMeanwhile extends RuntimeException {}
}
