package dev.concierge.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * No table that knows guests is missing from what a service tells of them. A flow test of the service that implements
 * this makes the rule hold there.
 */
public interface PersonalRecordRules {
    /** The service's statements that find a guest's rows. */
    List<String> selects();

    /** Columns that hold a guest's id. */
    default Set<String> columnsOfGuests() {
        return Set.of("user_id");
    }

    /** Tables with such a column that are not told, and say why where they are named. */
    default Set<String> leftOut() {
        return Set.of();
    }

    @Test
    default void everyTableThatKnowsGuestsIsRead(ApplicationContext context) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Connection database = context.getBean(DataSource.class).getConnection();
                PreparedStatement query = database.prepareStatement("""
                        SELECT DISTINCT c.table_name FROM information_schema.columns c
                            JOIN pg_class t ON t.relname = c.table_name AND NOT t.relispartition
                        WHERE c.table_schema = 'public' AND c.column_name = ANY (?)
                        """)) {
            query.setArray(1, database.createArrayOf("text", columnsOfGuests().toArray()));
            ResultSet row = query.executeQuery();
            while (row.next()) {
                tables.add(row.getString(1));
            }
        }

        assertThat(tables).as("tables of guests (expected: some)").isNotEmpty().containsAll(leftOut());
        assertThat(tables)
                .filteredOn(table -> !leftOut().contains(table))
                .allMatch(table -> selects().stream().anyMatch(rows -> rows.matches("(?s).*\\b" + table + "\\b.*")));
    }

    /** What {@code GET /guests/records} tells of a guest, asked for one record at a time. */
    static List<JsonNode> told(ApplicationContext context, String guest) throws IOException, InterruptedException {
        String token = TestTokens.service("user-service", "records:read");
        URI records = URI.create("http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port")
                + "/guests/records?limit=1&guest=" + guest);
        List<JsonNode> all = new ArrayList<>();
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI next = records;
            while (true) {
                HttpResponse<String> answer = http.send(
                        HttpRequest.newBuilder(next)
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                JsonNode page = JsonMapper.shared().readTree(answer.body());
                page.path("items").forEach(all::add);
                if (!page.path("next").isString()) {
                    return all;
                }
                next = URI.create(records + "&cursor="
                        + URLEncoder.encode(page.path("next").asString(), StandardCharsets.UTF_8));
            }
        }
    }
}
