package dev.concierge.curator.experience;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.concierge.curator.experience.ExperienceJob.State;
import dev.concierge.platform.outbox.Outbox;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells the others what became of a job, in the transaction that writes it down. */
@Component
class TellOfJob {
    private final Outbox outbox;

    TellOfJob(Outbox outbox) {
        this.outbox = outbox;
    }

    /** On the wire {@code experience-job.changed}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record JobChanged(
            UUID requestId,
            String status,
            String step,
            String actor,
            @Nullable String owner,
            @Nullable UUID experienceId,
            @Nullable String code,
            int attempts,
            Instant at) {
        static final String TYPE = "experience-job.changed";
    }

    /** On the wire {@code experience.created}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ExperienceCreated(
            UUID experienceId,
            UUID requestId,
            String businessId,
            String locationId,
            UUID offerId,
            String name,
            String actor,
            @Nullable String owner,
            String capacity,
            Instant createdAt) {
        static final String TYPE = "experience.created";
    }

    /** On the wire {@code experience.withdrawn}: with those who were told of as who made and owns it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ExperienceWithdrawn(
            UUID experienceId,
            UUID requestId,
            String actor,
            @Nullable String owner,
            Instant withdrawnAt) {
        static final String TYPE = "experience.withdrawn";
    }

    void changed(ExperienceJob job) {
        State state = job.state();
        outbox.append(
                JobTopics.JOBS,
                job.requestId().toString(),
                JobChanged.TYPE,
                new JobChanged(
                        job.requestId(),
                        state.status().name(),
                        state.step().name(),
                        state.party().actor(),
                        state.party().owner(),
                        state.status() == ExperienceJob.Status.DONE ? job.experienceId() : null,
                        state.trouble() == null ? null : state.trouble().code(),
                        state.attempts(),
                        state.updatedAt()));
    }

    void created(ExperienceJob job) {
        State state = job.state();
        CreateExperience content = job.content();
        outbox.append(
                JobTopics.EXPERIENCES,
                job.experienceId().toString(),
                ExperienceCreated.TYPE,
                new ExperienceCreated(
                        job.experienceId(),
                        job.requestId(),
                        content.businessId(),
                        content.locationId(),
                        Objects.requireNonNull(state.offerId()),
                        content.name(),
                        state.party().actor(),
                        state.party().owner(),
                        state.party().capacity().wireName(),
                        state.updatedAt()));
    }

    void withdrawn(ExperienceJob job, Instant now) {
        outbox.append(
                JobTopics.EXPERIENCES,
                job.experienceId().toString(),
                ExperienceWithdrawn.TYPE,
                new ExperienceWithdrawn(
                        job.experienceId(),
                        job.requestId(),
                        job.state().party().actor(),
                        job.state().party().owner(),
                        now));
    }
}
