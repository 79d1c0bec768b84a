package dev.concierge.resource.shard;

import static dev.concierge.resource.ResourceClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.http.HttpMethod.POST;

import dev.concierge.resource.ResourceClient;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.Infrastructure;
import dev.concierge.testsupport.TestMessages;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

@FlowTest(topics = "users")
class TwoShardsFlowTests {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String DATABASE =
            "resource_shard_" + ProcessHandle.current().pid();

    @LocalServerPort
    private int port;

    @Autowired
    private TestMessages messages;

    @Autowired
    private Shards shards;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    private ResourceClient client = new ResourceClient(0);

    @DynamicPropertySource
    static void secondShard(DynamicPropertyRegistry registry) {
        Infrastructure.get().databases().create(DATABASE);
        registry.add("concierge.shard.further[0].name", () -> "shard-002");
        registry.add(
                "concierge.shard.further[0].url",
                () -> Infrastructure.get().databases().url(DATABASE));
        registry.add("concierge.shard.further[0].user", () -> "concierge");
        registry.add("concierge.shard.further[0].password", () -> "concierge");
    }

    @BeforeEach
    void connect() {
        client = new ResourceClient(port);
    }

    @Test
    void tenantsAreSpreadAndEachIsToldFromItsOwnShard() {
        Map<String, String> homes = new HashMap<>();
        for (int i = 0; i < 12; i++) {
            String business = "spread" + i;
            JsonNode created = json(client.send(POST, business, "l", "", "{\"data\": {\"id\": \"r\"}}"));
            homes.put(business, created.path("meta").path("shardId").asString());
            client.send(POST, business, "l", "", "{\"data\": {\"id\": \"r2\"}}");
        }

        assertThat(homes.values()).contains("shard-001", "shard-002");
        homes.forEach((business, shard) -> {
            List<Long> numbers = new ArrayList<>();
            for (long seq = 1; seq <= 2; seq++) {
                long wanted = seq;
                JsonNode told = messages.await(
                        "resources",
                        "resource_created",
                        data -> data.path("businessId").asString().equals(business)
                                && data.path("seq").asLong() == wanted);
                assertThat(told.path("shardId").asString()).isEqualTo(shard);
                numbers.add(told.path("seq").asLong());
            }
            assertThat(numbers)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 2).boxed().toList());
            Shard home = shards.get(new ShardId(shard));
            assertThat(home.asTenant(
                            business,
                            () -> home.jdbc()
                                    .sql("select count(*) from tenant.resources where business_id = ?")
                                    .param(business)
                                    .query(Long.class)
                                    .single()))
                    .isEqualTo(2);
        });
        assertThat(messages.received("resources").stream()
                        .filter(message ->
                                message.data().path("businessId").asString().startsWith("spread")))
                .hasSize(24);
    }

    @Test
    void aShardThatIsAwayHoldsUpItsTenantsOnlyAndTheirOperationsRunOnceItIsBack() throws SQLException {
        String here = tenantOf("shard-001");
        String away = tenantOf("shard-002");
        connections(false);
        try {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> write(away, "r1").expectStatus().isEqualTo(503));
            assertThat(json(write(away, "r1")).path("code").asString()).isEqualTo("shard-away");
            write(here, "r1").expectStatus().isCreated();
            stream(away, "one", "1");
            stream(away, "one", "2");
            stream(here, "two", "1");

            assertThat(ended("two-1").path("status").asString()).isEqualTo("applied");
            client.get("/operations/one-1").expectStatus().isEqualTo(503);
            for (int i = 0; i < 6; i++) {
                assertThat(json(write("meanwhile" + i, "r"))
                                .path("meta")
                                .path("shardId")
                                .asString())
                        .isEqualTo("shard-001");
            }
        } finally {
            connections(true);
        }

        await().atMost(PATIENCE)
                .untilAsserted(() -> write(away, "r1").expectStatus().isCreated());
        assertThat(ended("one-2").path("version").asInt()).isEqualTo(2);
        assertThat(ended("one-1").path("version").asInt()).isEqualTo(1);
    }

    @Test
    void whatWasHandedOverBeforeACrashIsNotPublishedAgain() {
        UUID id = UUID.randomUUID();
        Shard shard = shards.get(new ShardId("shard-002"));
        transaction.executeWithoutResult(_ -> {
            jdbc.sql("select pg_advisory_xact_lock(hashtextextended('shard-002', 11))::text")
                    .query(String.class)
                    .single();
            int _ = shard.asOwner(() -> shard.jdbc()
                    .sql("insert into handover.messages (message_id, topic, key, type, data) "
                            + "values (?, 'resources', 'crashed/l', 'resource_created', '{}')")
                    .param(id)
                    .update());
            jdbc.sql("insert into handed_over (shard, message_id) values ('shard-002', ?)")
                    .param(id)
                    .update();
        });

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(shard.jdbc()
                                .sql("select count(*) from handover.messages")
                                .query(Long.class)
                                .single())
                        .isZero());
        write(tenantOf("shard-002"), "after").expectStatus().isCreated();
        messages.await(
                "resources",
                "resource_created",
                data -> data.path("resourceId").asString().equals("after"));
        assertThat(messages.received("resources"))
                .noneMatch(message -> message.key().equals("crashed/l"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(jdbc.sql("select count(*) from handed_over where message_id = ?")
                                .param(id)
                                .query(Long.class)
                                .single())
                        .isZero());
    }

    private String tenantOf(String shard) {
        for (int i = 0; ; i++) {
            String business = "of-" + shard + i;
            if (json(write(business, "r0"))
                    .path("meta")
                    .path("shardId")
                    .asString()
                    .equals(shard)) {
                return business;
            }
        }
    }

    private ResponseSpec write(String business, String id) {
        return client.send(POST, business, "l", "", "{\"data\": {\"id\": \"" + id + "\"}}");
    }

    private void stream(String business, String request, String number) {
        String operation = number.equals("1") ? "create" : "update";
        String record = """
                {"operation": "%s", "businessId": "%s", "locationId": "l", "resourceType": "menu", "resourceId": "m",
                 "requestId": "%s-%s", "data": {"n": %s}}
                """.formatted(operation, business, request, number, number);
        messages.publishRaw(
                "resource-operations", business + "-l-menu", Map.of(), record.getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode ended(String requestId) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        client.get("/operations/" + requestId).expectStatus().isOk());
        return json(client.get("/operations/" + requestId));
    }

    /** Lets the second database take connections, or take none and end those that it has. */
    private static void connections(boolean allowed) throws SQLException {
        String postgres = Infrastructure.get().databases().url("postgres");
        try (Connection superuser = DriverManager.getConnection(postgres, "postgres", "postgres");
                Statement statement = superuser.createStatement()) {
            statement.execute("alter database " + DATABASE + " with allow_connections " + allowed);
            statement.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + DATABASE + "'");
        }
    }
}
