package dev.concierge.event.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.testsupport.FlowTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestConstructor;

@FlowTest(topics = {"users", "journey-definitions"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class ForgetOldEventsFlowTests {
    private final ForgetOldEvents forget;
    private final EventIds ids;
    private final History history;
    private final JdbcClient jdbc;

    ForgetOldEventsFlowTests(ForgetOldEvents forget, EventIds ids, History history, JdbcClient jdbc) {
        this.forget = forget;
        this.ids = ids;
        this.history = history;
        this.jdbc = jdbc;
    }

    @Test
    void forgetsWhatCannotBeRepeatedAnyMore() {
        UUID old = seen("11 days");
        UUID recent = seen("9 days");

        forget.run();

        assertThat(ids.contains(old)).isFalse();
        assertThat(ids.contains(recent)).isTrue();
    }

    @Test
    void forgetsEventsThatAreKeptLongEnough() {
        UUID old = received("731 days");
        UUID recent = received("729 days");

        forget.run();

        assertThat(history.find(old)).isEmpty();
        assertThat(history.find(recent)).isPresent();
    }

    private UUID received(String ago) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        INSERT INTO user_events (event_id, user_id, event_name, event_at, received_at, attributes)
                        VALUES (?, 'u-1', 'seen', now(), now() - ?::interval, '{}')""").params(id, ago).update();
        return id;
    }

    private UUID seen(String ago) {
        UUID id = UUID.randomUUID();
        jdbc.sql("INSERT INTO event_ids VALUES (?, now() - ?::interval)")
                .params(id, ago)
                .update();
        return id;
    }
}
