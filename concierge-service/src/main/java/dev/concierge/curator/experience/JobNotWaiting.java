package dev.concierge.curator.experience;

import dev.concierge.curator.experience.ExperienceJob.Status;
import dev.concierge.platform.problem.Fact;
import java.util.UUID;

/** A job is not at the point where this can be said to it. */
final class JobNotWaiting extends Fact {
    JobNotWaiting(UUID id, Status status) {
        super(Kind.CONFLICT, "job-not-waiting", "Job " + id + " does not wait for this: it is " + status + ".");
    }
}
