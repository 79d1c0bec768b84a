package dev.concierge.platform.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.platform.topic.Topic;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RetentionFlowTests {
    private static final ConsumerSettings DEFAULTS =
            new Binder(new MapConfigurationPropertySource()).bindOrCreate("concierge.consumer", ConsumerSettings.class);

    @Test
    void idsAreForgottenOnlyWhenNobodyCanRepeatThem() {
        Inbox inbox = new Inbox();
        inbox.jdbc().sql("""
                INSERT INTO platform.consumed_foreign (slot, subscription, id)
                SELECT (extract(epoch FROM now())::bigint / 86400 - age) % 16, 's', gen_random_uuid()
                FROM unnest('{0, 7, 8, 9, 13}'::int[]) AS age
                """).update();
        inbox.jdbc().sql("""
                INSERT INTO platform.idempotency_key (caller, key, request_hash, resource_id, created_at)
                SELECT 'app', age, '', gen_random_uuid(), now() - age::interval FROM unnest('{1 hour, 9 days}'::text[]) AS age
                """).update();

        new Retention(inbox.jdbc(), DEFAULTS).forget();

        assertThat(count(inbox, "consumed_foreign")).isEqualTo(3);
        assertThat(count(inbox, "idempotency_key")).isEqualTo(1);
    }

    @Test
    void idsAreKeptLongerThanAnyTopicKeepsItsMessages() {
        assertThat(DEFAULTS.remember()).isGreaterThan(Topic.log("things").retention());
    }

    private static long count(Inbox inbox, String table) {
        return inbox.jdbc()
                .sql("SELECT count(*) FROM platform." + table)
                .query(Long.class)
                .single();
    }
}
