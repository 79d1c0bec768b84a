package dev.concierge.hub.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.concierge.hub.live.SendLive;
import dev.concierge.platform.id.Ids;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Shows what becomes of a job on {@code jobs:{requestId}}. */
final class ShowJobs {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final SendLive live;

    ShowJobs(SendLive live) {
        this.live = live;
    }

    /** Our view of {@code experience-job.changed}, and what screens see of it: nobody's name. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record JobChanged(
            UUID requestId,
            String status,
            String step,
            @Nullable UUID experienceId,
            @Nullable String code,
            int attempts,
            Instant at) {
        static final String TYPE = "experience-job.changed";
    }

    void on(JobChanged change) {
        String topic = "jobs:" + change.requestId();
        // the same change is the same broadcast, however often it is read
        UUID id = Ids.derived(
                change.requestId(), topic + " " + change.status() + " " + change.step() + " " + change.at());
        live.send(id, topic, "job", JSON.writeValueAsString(change));
    }
}
