package dev.concierge.curator.experience;

import dev.concierge.curator.experience.ExperienceJob.Status;
import dev.concierge.curator.interaction.PersonalData;
import dev.concierge.platform.security.Caller;
import java.time.Clock;
import java.util.UUID;
import java.util.function.BiPredicate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Says yes, no, again and enough to a job. */
@Component
class ChangeJob implements PersonalData {
    private final ExperienceJobs jobs;
    private final Names names;
    private final TellOfJob tell;
    private final Clock clock;

    ChangeJob(ExperienceJobs jobs, Names names, TellOfJob tell, Clock clock) {
        this.jobs = jobs;
        this.names = names;
        this.tell = tell;
        this.clock = clock;
    }

    /** Takes back what was made so far; one that is done stays. */
    @Transactional
    public void cancel(Caller caller, UUID id) {
        ExperienceJob job = locked(caller, id, JobRights::maySee);
        if (job.state().status() == Status.DONE) {
            throw new JobNotWaiting(id, Status.DONE);
        }
        end(job);
    }

    /** Takes back whatever was made, the experience too. */
    @Transactional
    public void withdraw(Caller caller, UUID id) {
        end(locked(caller, id, JobRights::maySee));
    }

    /** Runs at once what waits, and anew what has failed. */
    @Transactional
    public void retry(Caller caller, UUID id) {
        ExperienceJob job = locked(caller, id, JobRights::mayChange);
        switch (job.state().status()) {
            case RUNNING, UNDOING -> job.hurry(clock.instant());
            case FAILED -> again(job);
            case DRAFT, CONSENT_REQUIRED, ACTION_REQUIRED, DONE, CANCELLED ->
                throw new JobNotWaiting(id, job.state().status());
        }
        write(job);
    }

    private void again(ExperienceJob job) {
        CreateExperience content = job.content();
        job.startAgain(clock.instant());
        if (!names.reserve(content.businessId(), content.name(), job.requestId())) {
            job.awaitName(names.taken(content), clock.instant());
        }
    }

    /** The owner's word; without it nothing is made in their name. */
    @Transactional
    public void consent(Caller caller, UUID id, boolean given) {
        ExperienceJob job = locked(
                caller,
                id,
                (by, found) -> JobRights.maySee(by, found)
                        && by.subject().equals(found.state().party().owner()));
        Party.Consent decision = given ? Party.Consent.GIVEN : Party.Consent.REFUSED;
        if (job.state().status() != Status.CONSENT_REQUIRED) {
            if (job.state().party().consent() != decision) {
                throw new JobNotWaiting(id, job.state().status());
            }
            return;
        }
        job.hand(job.state().party().decided(decision, clock.instant()));
        if (given) {
            job.begin(clock.instant());
            write(job);
        } else {
            end(job);
        }
    }

    /** Nothing of a guest's is left, here or elsewhere; what the guest made for others is theirs. */
    @Override
    public void erase(String guest) {
        for (ExperienceJob job : jobs.lockOf(guest)) {
            job.hand(job.state().party().without(guest));
            if (job.state().party().isNobody()) {
                end(job);
            } else {
                write(job);
            }
        }
    }

    private void end(ExperienceJob job) {
        switch (job.state().status()) {
            case DRAFT, CONSENT_REQUIRED -> {
                // nothing was made of it yet
                names.release(job.requestId());
                job.await(Status.CANCELLED, job.state().trouble(), clock.instant());
            }
            case RUNNING, ACTION_REQUIRED, DONE, UNDOING ->
                job.undo(Status.CANCELLED, job.state().trouble(), clock.instant());
            case FAILED, CANCELLED -> {
                // nothing is left of it
            }
        }
        if (job.state().party().isNobody() && !job.isUnderWay()) {
            job.fill(null);
        }
        write(job);
    }

    private ExperienceJob locked(Caller caller, UUID id, BiPredicate<Caller, ExperienceJob> may) {
        return jobs.lock(id).filter(job -> may.test(caller, job)).orElseThrow(() -> new JobNotFound(id));
    }

    private void write(ExperienceJob job) {
        jobs.change(job, clock.instant());
        tell.changed(job);
    }
}
