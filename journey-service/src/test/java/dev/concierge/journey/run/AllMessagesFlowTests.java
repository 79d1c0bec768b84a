package dev.concierge.journey.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestClock;
import dev.concierge.testsupport.TestMessages;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

@FlowTest(
        topics = {"journey-triggers", "users", "notification-receipts"},
        properties = "concierge.journey.messages-per-minute=2")
class AllMessagesFlowTests extends OwnJourney {
    AllMessagesFlowTests(
            Environment environment, TestMessages messages, TestClock clock, JdbcClient jdbc, MeterRegistry metrics) {
        super(environment, messages, clock, jdbc, metrics);
    }

    @Test
    void journeysTogetherTellNoFasterThanTheyMay() {
        live("", """
                'start': {'type': 'notification', 'channels': ['inbox'], 'category': 'transactional',
                    'content': {'text': 'Hello'}, 'next': 'end'}, 'end': {'type': 'exit'}""");
        registered(true);
        await().untilAsserted(() -> assertThat(ofGuest("notifications")).hasSize(1));

        visits("{}");
        visits("{}");
        settle();
        assertThat(ofGuest("notifications"))
                .as("the first was of another journey")
                .hasSize(1);
        pass(Duration.ofSeconds(31));
        await().untilAsserted(() -> assertThat(ofGuest("notifications")).hasSize(2));
        pass(Duration.ofSeconds(31));

        await().untilAsserted(() -> assertThat(ofGuest("notifications")).hasSize(3));
    }
}
