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
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/**
 * A list costs what a page of it costs, however long it is: all that goes on by a cursor is read from an index, in its
 * order, whoever asks and by whatever one parameter. A flow test of the service that imports {@link ListPlans} and
 * implements this makes it hold there. The lists are those of the OpenAPI document: a new one is held to it, too.
 */
public interface ListRules {
    /** Somebody, or something, that nobody has heard of. */
    String UNKNOWN = "00000000-0000-7000-8000-000000000001";

    /** What is kept of one guest, kind by kind: it sorts no more than that guest's rows. */
    String OF_ONE_GUEST = "/guests/records";

    /** Sorted after an index has found what begins so: none is in both orders. */
    String BY_BEGINNING = "/ops/audit?target";

    /** Of parameters, by name, where one of their format does not do. */
    default Map<String, String> values() {
        return Map.of();
    }

    /**
     * What is read otherwise, or not from this database, each with why: a list ({@code /search}), a list by a parameter
     * ({@code /users?q}), or what callers of a kind are told of it ({@code /items as guest}).
     */
    default Map<String, String> readOtherwise() {
        return Map.of();
    }

    /** Tables that never have many rows, each with why. */
    default Map<String, String> smallTables() {
        return Map.of();
    }

    /** @param scope empty for none */
    default String readerToken(String subject, String kind, String scope) {
        if (kind.equals("operator") && scope.isEmpty()) {
            return TestTokens.operator();
        }
        return (scope.isEmpty() ? TestTokens.token(kind, subject) : TestTokens.token(kind, subject, scope)).text();
    }

    @Test
    default void everyListIsReadFromAnIndexInItsOrder(ApplicationContext context) throws Exception {
        ListPlans plans = context.getBean(ListPlans.class);
        int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        List<String> faults = new ArrayList<>();
        Set<String> read = new TreeSet<>();
        try (HttpClient http = HttpClient.newHttpClient()) {
            List<Asked> all = all(OfferedRoutes.of(context).document())
                    .filter(asked -> asked.names().noneMatch(readOtherwise()::containsKey))
                    .filter(asked -> !OF_ONE_GUEST.equals(asked.list()))
                    .toList();
            for (Asked asked : all) {
                plans.begin();
                HttpResponse<String> answer = asked.of(this, http, port);
                List<ListPlan> explained = plans.end();
                if (answer.statusCode() != 200) {
                    faults.add("%s: %d %s (expected: 200)".formatted(asked, answer.statusCode(), answer.body()));
                } else if (explained.isEmpty()) {
                    faults.add(asked + ": no query (expected: one, or why there is none)");
                } else {
                    read.add(asked.list());
                    for (ListPlan plan : explained) {
                        List<String> slow = asked.faults(plan, smallTables().keySet());
                        if (!slow.isEmpty()) {
                            faults.add(asked + ": " + slow + "\n" + plan.text());
                        }
                    }
                }
            }
        }
        assertThat(read).as("lists that were read").isNotEmpty();
        assertThat(faults).isEmpty();
    }

    /** Of a table of Postgres itself, which is there in every service: the rule above is not kept by seeing nothing. */
    @Test
    default void aListWithoutAnIndexWouldBeFound(ApplicationContext context) throws SQLException {
        ListPlans plans = context.getBean(ListPlans.class);
        plans.begin();
        try (Connection connection = context.getBean(DataSource.class).getConnection();
                PreparedStatement list = connection.prepareStatement(
                        "SELECT objoid FROM pg_description WHERE description = ? ORDER BY objsubid LIMIT ?")) {
            list.setString(1, UNKNOWN);
            list.setInt(2, 51);
            list.executeQuery().close();
        }

        assertThat(plans.end()).anySatisfy(plan -> {
            assertThat(plan.sql()).contains("pg_description");
            assertThat(plan.faults(Set.of())).isNotEmpty();
        });
    }

    /** A way around the rule that no list takes any more is taken away. */
    @Test
    default void whatIsReadOtherwiseIsOffered(ApplicationContext context) {
        Set<String> offered =
                all(OfferedRoutes.of(context).document()).flatMap(Asked::names).collect(Collectors.toSet());

        assertThat(offered).containsAll(readOtherwise().keySet());
    }

    private static Stream<Map.Entry<String, JsonNode>> lists(JsonNode document) {
        return document.path("paths")
                .propertyStream()
                .filter(path -> path.getValue()
                        .at("/get/parameters")
                        .valueStream()
                        .anyMatch(parameter -> parameter.path("name").asString().equals("cursor")))
                .map(path -> Map.entry(path.getKey(), path.getValue().path("get")));
    }

    /** By each kind of token, without what may be left out and with each of that. */
    private static Stream<Asked> all(JsonNode document) {
        return lists(document)
                .flatMap(list -> list.getValue()
                        .path("x-callers")
                        .valueStream()
                        .flatMap(caller -> parameters(list.getValue())
                                .map(parameter -> new Asked(list.getKey(), list.getValue(), caller, parameter))));
    }

    private static Stream<String> parameters(JsonNode operation) {
        Stream<String> optional = operation
                .path("parameters")
                .valueStream()
                .filter(parameter -> parameter.path("in").asString().equals("query"))
                .filter(parameter -> !parameter.path("required").asBoolean(false))
                .map(parameter -> parameter.path("name").asString())
                .filter(name -> !name.equals("cursor") && !name.equals("limit"));
        return Stream.concat(Stream.of(""), optional);
    }

    /**
     * A list by one caller.
     *
     * @param parameter that is given beside those that must be; empty for none
     */
    record Asked(String list, JsonNode operation, JsonNode caller, String parameter) {
        HttpResponse<String> of(ListRules rules, HttpClient http, int port) throws IOException, InterruptedException {
            String path = list;
            Map<String, String> query = new LinkedHashMap<>();
            String kind = caller.path("kind").asString();
            HttpRequest.Builder request = HttpRequest.newBuilder()
                    .header(
                            "Authorization",
                            "Bearer "
                                    + rules.readerToken(
                                            UNKNOWN, kind, caller.path("scope").asString("")));
            for (JsonNode each : operation.path("parameters")) {
                String name = each.path("name").asString();
                String value =
                        Optional.ofNullable(rules.values().get(name)).orElseGet(() -> value(each.path("schema")));
                switch (each.path("in").asString()) {
                    case "path" -> path = path.replace("{" + name + "}", encoded(value));
                    case "header" -> request.header(name, value);
                    default -> {
                        if (each.path("required").asBoolean(false) || name.equals(parameter)) {
                            query.put(name, encoded(value));
                        }
                    }
                }
            }
            StringBuilder address = new StringBuilder("http://localhost:" + port + path);
            query.forEach((name, value) -> address.append(address.indexOf("?") < 0 ? '?' : '&')
                    .append(name)
                    .append('=')
                    .append(value));
            return http.send(request.uri(URI.create(address.toString())).build(), BodyHandlers.ofString());
        }

        private static String value(JsonNode schema) {
            if (!schema.path("enum").isEmpty()) {
                return schema.path("enum").get(0).asString();
            }
            return switch (schema.path("format").asString("")) {
                case "date-time" -> "2030-01-01T00:00:00Z";
                case "date" -> "2030-01-01";
                default ->
                    switch (schema.path("type").asString("")) {
                        case "boolean" -> "true";
                        case "integer" -> "1";
                        default -> UNKNOWN;
                    };
            };
        }

        private static String encoded(String value) {
            return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
        }

        List<String> faults(ListPlan plan, Set<String> small) {
            return names().anyMatch(BY_BEGINNING::equals) ? plan.faultsBesideSorting(small) : plan.faults(small);
        }

        /** By which it may be said to be read otherwise. */
        Stream<String> names() {
            return Stream.of(
                    list,
                    list + "?" + parameter,
                    list + " as " + caller.path("kind").asString());
        }

        @Override
        public String toString() {
            return list + (parameter.isEmpty() ? "" : "?" + parameter) + " as "
                    + caller.path("kind").asString();
        }
    }
}
