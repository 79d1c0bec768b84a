package dev.concierge.hub.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.hub.HubFlow;
import dev.concierge.hub.socket.WireClient;
import dev.concierge.testsupport.TestTokens;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class JobFlowTests extends HubFlow {
    private final String ada = UUID.randomUUID().toString();

    @Test
    void aJobsOwnerSeesWhatBecomesOfItInItsOrder() throws Exception {
        UUID job = CONCIERGE.jobOf(ada);
        try (WireClient screen = socket(TestTokens.guest(ada))) {
            screen.send("[\"1\",\"1\",\"jobs:" + job + "\",\"phx_join\",{}]");
            assertThat(screen.next().at("/4/status").asString()).isEqualTo("ok");

            change(job, "RUNNING", "OFFER");
            change(job, "DONE", "ACTIVATION");

            JsonNode first = screen.next();
            assertThat(first.path(3).asString()).isEqualTo("job");
            assertThat(first.at("/4/step").asString()).isEqualTo("OFFER");
            assertThat(first.path(4).has("actor")).isFalse();
            assertThat(screen.next().at("/4/status").asString()).isEqualTo("DONE");
        }
    }

    @Test
    void nobodyElseMayJoin() throws Exception {
        UUID job = CONCIERGE.jobOf(ada);
        for (String topic : new String[] {"jobs:" + job, "jobs:" + UUID.randomUUID(), "jobs:none"}) {
            try (WireClient screen = socket(TestTokens.guest(UUID.randomUUID()))) {
                screen.send("[\"1\",\"1\",\"" + topic + "\",\"phx_join\",{}]");
                assertThat(screen.next().at("/4/response/reason").asString()).isEqualTo("unauthorized");
            }
        }
    }

    @Test
    void aTokenForSomeBusinessesMayIfTheJobIsOfOne() throws Exception {
        UUID job = CONCIERGE.jobOf(ada);
        assertThat(joinedBy(TestTokens.clientOf("hotel"), job)).isEqualTo("ok");
        assertThat(joinedBy(TestTokens.clientOf("motel"), job)).isEqualTo("error");
    }

    private String joinedBy(String token, UUID job) throws Exception {
        try (WireClient screen = socket(token)) {
            screen.send("[\"1\",\"1\",\"jobs:" + job + "\",\"phx_join\",{}]");
            return screen.next().at("/4/status").asString();
        }
    }

    private void change(UUID job, String status, String step) {
        messages.publish(
                "experience-jobs",
                job.toString(),
                "experience-job.changed",
                Map.of(
                        "requestId",
                        job,
                        "status",
                        status,
                        "step",
                        step,
                        "actor",
                        "somebody",
                        "owner",
                        ada,
                        "attempts",
                        0,
                        "at",
                        "2026-11-28T12:00:00Z"));
    }
}
