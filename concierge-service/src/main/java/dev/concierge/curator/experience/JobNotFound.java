package dev.concierge.curator.experience;

import dev.concierge.platform.problem.Fact;
import java.util.UUID;

final class JobNotFound extends Fact {
    JobNotFound(UUID id) {
        super(Kind.NOT_FOUND, "job-not-found", "There is no job " + id + ".");
    }
}
