package dev.concierge.event.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.testsupport.FlowTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestConstructor;

@FlowTest(topics = {"users", "journey-definitions"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class ForgetOldIdsFlowTests {
    private final ForgetOldIds forget;
    private final EventIds ids;
    private final JdbcClient jdbc;

    ForgetOldIdsFlowTests(ForgetOldIds forget, EventIds ids, JdbcClient jdbc) {
        this.forget = forget;
        this.ids = ids;
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

    private UUID seen(String ago) {
        UUID id = UUID.randomUUID();
        jdbc.sql("INSERT INTO event_ids VALUES (?, now() - ?::interval)")
                .params(id, ago)
                .update();
        return id;
    }
}
