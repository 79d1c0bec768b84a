package dev.concierge.hub.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.hub.HubFlow;
import dev.concierge.testsupport.TestTokens;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class HubAuditFlowTests extends HubFlow {
    @Autowired
    private JdbcClient jdbc;

    private final String template = "audited-" + UUID.randomUUID();

    @Test
    void whatAnOperatorAsksForIsWrittenDownAndWhatAClientDoesIsNot() {
        call("DELETE", "/notifications/templates/" + template, TestTokens.client("notifications:write"), "");
        get("/notifications/templates/" + template, TestTokens.operator());
        assertThat(rows(template)).isEmpty();

        int status = call("DELETE", "/notifications/templates/" + template, TestTokens.operator(), "")
                .statusCode();

        await().untilAsserted(() -> assertThat(rows(template))
                .containsExactly(
                        "operator DELETE /notifications/templates/{templateId} asked",
                        "operator DELETE /notifications/templates/{templateId} " + status));
    }

    @Test
    void soIsWhatWasRefused() {
        int status = call("PUT", "/notifications/templates/" + template, TestTokens.operator(), "{")
                .statusCode();

        assertThat(status).isEqualTo(400);
        await().untilAsserted(() ->
                assertThat(rows(template)).hasSize(2).last().asString().endsWith(" 400"));
    }

    private List<String> rows(String target) {
        return jdbc.sql("SELECT kind || ' ' || action || ' ' || outcome FROM platform.audit_log WHERE target LIKE ?"
                        + " ORDER BY seq")
                .param("%" + target)
                .query((row, _) -> Objects.requireNonNull(row.getString(1)))
                .list();
    }
}
