package dev.concierge.hub.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.hub.HubFlow;
import dev.concierge.testsupport.TestTokens;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class HubAuditFlowTests extends HubFlow {
    private static final String TEMPLATE = """
            {"kind": "message", "locale": "en", "texts": {"en": {"subject": "Hello", "text": "Hello"}}}""";

    @Autowired
    private JdbcClient jdbc;

    private final String template = "audited-" + UUID.randomUUID();

    @Test
    void whatAnOperatorAsksForIsWrittenDown() {
        get("/notifications/templates/" + template, TestTokens.operator());
        assertThat(rows(template)).isEmpty();

        int status = call("DELETE", "/notifications/templates/" + template, TestTokens.operator(), "")
                .statusCode();

        await().untilAsserted(() -> assertThat(rows(template))
                .containsExactly(
                        "operator DELETE /notifications/templates/{templateId} asked",
                        "operator DELETE /notifications/templates/{templateId} " + status));
    }

    /** Of templates, which speak for every tenant. */
    @Test
    void soIsWhatAClientChangesOfThem() {
        int status = call(
                        "DELETE", "/notifications/templates/" + template, TestTokens.client("notifications:write"), "")
                .statusCode();

        assertThat(status).isEqualTo(404);
        await().untilAsserted(() -> assertThat(rows(template))
                .containsExactly(
                        "client DELETE /notifications/templates/{templateId} asked",
                        "client DELETE /notifications/templates/{templateId} 404"));
    }

    @ParameterizedTest
    @CsvSource({"/notifications/suppressions, notifications:write", "/notifications/consents, users:write"})
    void soIsAListOfWhomNobodyWritesTo(String path, String scope) {
        String importer = "importer-" + UUID.randomUUID();
        String token = TestTokens.token("client", importer, scope).text();

        String line = "{\"address\": \"" + importer + "@example.org\", \"at\": \"2024-05-01T10:00:00Z\"}\n";
        assertThat(post(path, token, line, "Content-Type", "application/x-ndjson")
                        .statusCode())
                .isEqualTo(200);

        await().untilAsserted(() -> assertThat(rowsOf(importer))
                .containsExactly("client POST " + path + " asked", "client POST " + path + " 200"));
    }

    @Test
    void trafficIsNot() {
        String business = "hotel-" + UUID.randomUUID();
        String sender = "sender-" + business;
        String token = TestTokens.token("client", sender, "notifications:write").text();

        int status = post("/api/notifications", token, """
                        {"type": "resource_updated", "resourceType": "room", "businessId": "%s", "locationId": "bar"}
                        """.formatted(business)).statusCode();
        int another = post("/notifications/templates/" + template + "/preview", token, "{}")
                .statusCode();
        call("DELETE", "/notifications/templates/" + template, token, "");

        assertThat(status).isEqualTo(200);
        assertThat(another).isEqualTo(404);
        await().untilAsserted(() -> assertThat(rowsOf(sender)).hasSize(2));
        assertThat(rowsOf(sender)).allMatch(row -> row.startsWith("client DELETE /notifications/templates/"));
    }

    /** No database, no change: here one that takes no row of this actor. */
    @Test
    void whatCannotBeWrittenDownIsNotMade() {
        String author = "author-" + UUID.randomUUID();
        String token = TestTokens.token("client", author, "notifications:write").text();
        jdbc.sql("ALTER TABLE platform.audit_log ADD CONSTRAINT unseen CHECK (actor <> '" + author + "') NOT VALID")
                .update();
        try {
            int status = call("PUT", "/notifications/templates/" + template, token, TEMPLATE)
                    .statusCode();

            assertThat(status).isGreaterThanOrEqualTo(400);
            assertThat(get("/notifications/templates/" + template, token).statusCode())
                    .isEqualTo(404);
        } finally {
            jdbc.sql("ALTER TABLE platform.audit_log DROP CONSTRAINT unseen").update();
        }
        assertThat(call("PUT", "/notifications/templates/" + template, token, TEMPLATE)
                        .statusCode())
                .isEqualTo(200);
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
        return rows("target LIKE ?", "%" + target);
    }

    private List<String> rowsOf(String actor) {
        return rows("actor = ?", actor);
    }

    private List<String> rows(String condition, String value) {
        return jdbc.sql("SELECT kind || ' ' || action || ' ' || outcome FROM platform.audit_log WHERE " + condition
                        + " ORDER BY seq")
                .param(value)
                .query((row, _) -> Objects.requireNonNull(row.getString(1)))
                .list();
    }
}
