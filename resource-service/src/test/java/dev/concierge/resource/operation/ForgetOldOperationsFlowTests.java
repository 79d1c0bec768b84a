package dev.concierge.resource.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.http.HttpMethod.POST;

import dev.concierge.resource.ResourceClient;
import dev.concierge.resource.shard.Shard;
import dev.concierge.resource.shard.Shards;
import dev.concierge.testsupport.FlowTest;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@FlowTest(topics = "users")
class ForgetOldOperationsFlowTests {
    @LocalServerPort
    private int port;

    @Autowired
    private ForgetOldOperations forget;

    @Autowired
    private Shards shards;

    private final String business = "forgetful-" + UUID.randomUUID();

    @Test
    void whatEndedLongAgoIsForgottenAndNothingElse() {
        insert(2_500, 100, 91);
        insert(10, 100, 89);
        insert(1, 100, null);

        forget.forget();

        assertThat(count("ended_at is not null")).isEqualTo(10);
        assertThat(count("status = 'pending'")).isOne();
    }

    @Test
    void aForgottenOperationIsNotFoundAndWhatItMadeIsThere() {
        ResourceClient client = new ResourceClient(port);
        String request = UUID.randomUUID().toString();
        client.send(POST, business, "l", "", "{\"data\": {\"id\": \"r\"}, \"requestId\": \"" + request + "\"}")
                .expectStatus()
                .isCreated();
        client.get("/operations/" + request).expectStatus().isOk();
        shard().asOps(() -> shard().jdbc()
                .sql("update tenant.operations set ended_at = ended_at - interval '91 days' where request_id = ?")
                .param(request)
                .update());

        forget.forget();

        client.get("/operations/" + request).expectStatus().isNotFound();
        client.get("/businesses/" + business + "/locations/l/resources/reservation/r")
                .expectStatus()
                .isOk();
    }

    @Test
    void theOldestAreFoundByTheirAge() {
        insert(10_000, 2, 1);
        shard().asOwner(() -> shard().jdbc().sql("analyze tenant.operations").update());

        String plan = shard().asOps(() ->
                shard().jdbc().sql("""
                        explain select ctid from tenant.operations where ended_at < now() - interval '6 days'
                        order by ended_at limit 1000
                        """).query(String.class).list().stream().collect(Collectors.joining("\n")));

        assertThat(plan).contains("operations_ended").doesNotContain("Seq Scan", "Sort");
    }

    @Test
    void nothingIsForgottenWhileItMayComeAgain() {
        assertThatThrownBy(() -> new OperationSettings("resource-operations", Duration.ofDays(7)))
                .hasMessage("concierge.operation.kept: PT168H (expected: at least PT192H)");
    }

    /** @param ended null for what is still to be done */
    private void insert(int many, int acceptedDaysAgo, @Nullable Integer ended) {
        shard().asOps(() -> shard().jdbc()
                .sql("""
                        insert into tenant.operations (business_id, request_id, request_hash, location_id, resource_type,
                            resource_id, operation, status, accepted_at, ended_at)
                        select :business, gen_random_uuid()::text, '', 'l', 'reservation', 'r', 'create',
                            case when cast(:ended as integer) is null then 'pending' else 'applied' end,
                            now() - :accepted * interval '1 day', now() - cast(:ended as integer) * interval '1 day'
                        from generate_series(1, :many)
                        """)
                .param("business", business)
                .param("many", many)
                .param("accepted", acceptedDaysAgo)
                .param("ended", ended)
                .update());
    }

    private long count(String which) {
        return shard().asOps(() -> shard().jdbc()
                .sql("select count(*) from tenant.operations where business_id = ? and " + which)
                .param(business)
                .query(Long.class)
                .single());
    }

    private Shard shard() {
        return shards.all().iterator().next();
    }
}
