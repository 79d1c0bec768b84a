package dev.concierge.curator.experience;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.concierge.curator.experience.ExperienceJob.State;
import dev.concierge.curator.experience.ExperienceJob.Status;
import dev.concierge.curator.experience.ExperienceJob.Step;
import dev.concierge.curator.item.Capacity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job as it is shown.
 *
 * @param step what is done at the moment, or was last
 * @param experienceId once there is one
 * @param problem why it does not go on
 * @param attempts of the step, in a row
 * @param nextAttemptAt while it is tried again
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record JobView(
        UUID requestId,
        Status status,
        Step step,
        @Nullable UUID experienceId,
        @Nullable UUID offerId,
        @Nullable String businessId,
        @Nullable String locationId,
        @Nullable String name,
        String actor,
        @Nullable String owner,
        Capacity capacity,
        @Nullable Integer shareBasisPoints,
        Party.Consent consent,
        @Nullable Instant consentAt,
        @Nullable Trouble problem,
        int attempts,
        @Nullable Instant nextAttemptAt,
        Instant createdAt,
        Instant updatedAt) {
    static JobView of(ExperienceJob job) {
        State state = job.state();
        CreateExperience content = state.wanted();
        Party party = state.party();
        boolean isDone = state.status() == Status.DONE;
        return new JobView(
                job.requestId(),
                state.status(),
                state.step(),
                isDone ? job.experienceId() : null,
                isDone ? state.offerId() : null,
                content == null ? null : content.businessId(),
                content == null ? null : content.locationId(),
                content == null ? null : content.name(),
                party.actor(),
                party.owner(),
                party.capacity(),
                party.shareBasisPoints(),
                party.consent(),
                party.consentAt(),
                state.trouble(),
                state.attempts(),
                state.attempts() > 0 ? state.dueAt() : null,
                job.createdAt(),
                state.updatedAt());
    }
}
