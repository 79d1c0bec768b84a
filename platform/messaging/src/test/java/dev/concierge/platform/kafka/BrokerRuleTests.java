package dev.concierge.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.platform.problem.ProblemAnswer;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;

class BrokerRuleTests {
    @Test
    void asksToComeBackWhileTheBrokerIsDown() {
        Throwable failure = new IllegalStateException(new TimeoutException("topic not present at secret-host"));

        assertThat(new BrokerRule().answer(failure))
                .isEqualTo(ProblemAnswer.of(503, "unavailable", "The broker does not answer now.")
                        .with(HttpHeaders.RETRY_AFTER, "1"));
    }

    @Test
    void leavesOtherFailuresToOtherRules() {
        assertThat(new BrokerRule().answer(new IllegalStateException("topic"))).isNull();
    }
}
