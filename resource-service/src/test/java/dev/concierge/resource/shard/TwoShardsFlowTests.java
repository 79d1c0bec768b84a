package dev.concierge.resource.shard;

import static dev.concierge.resource.ResourceClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.POST;

import dev.concierge.resource.ResourceClient;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.Infrastructure;
import dev.concierge.testsupport.TestMessages;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

@FlowTest
class TwoShardsFlowTests {
    private static final String DATABASE = "resource_shard_" + ProcessHandle.current().pid();

    @LocalServerPort
    private int port;

    @Autowired
    private TestMessages messages;

    @Autowired
    private Shards shards;

    private ResourceClient client = new ResourceClient(0);

    @DynamicPropertySource
    static void secondShard(DynamicPropertyRegistry registry) {
        Infrastructure.get().databases().create(DATABASE);
        registry.add("concierge.shard.further[0].name", () -> "shard-002");
        registry.add("concierge.shard.further[0].url", () -> Infrastructure.get().databases().url(DATABASE));
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
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, 2).boxed().toList());
            Shard home = shards.get(new ShardId(shard));
            assertThat(home.asTenant(business, () -> home.jdbc()
                            .sql("select count(*) from tenant.resources where business_id = ?")
                            .param(business)
                            .query(Long.class)
                            .single()))
                    .isEqualTo(2);
        });
        assertThat(messages.received("resources").stream()
                        .filter(message -> message.data().path("businessId").asString().startsWith("spread")))
                .hasSize(24);
    }
}
