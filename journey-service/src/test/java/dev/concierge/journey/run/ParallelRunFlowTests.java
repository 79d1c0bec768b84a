package dev.concierge.journey.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.testsupport.TestClock;
import dev.concierge.testsupport.TestMessages;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Many who change one run at once. */
class ParallelRunFlowTests extends OwnJourney {
    ParallelRunFlowTests(
            Environment environment, TestMessages messages, TestClock clock, JdbcClient jdbc, MeterRegistry metrics) {
        super(environment, messages, clock, jdbc, metrics);
    }

    /** Each event moves the run once around; a lost one would leave it waiting, one that counted twice would end it early. */
    @Test
    void ofAHundredEventsAtOnceNoneIsLost() {
        live("", """
                'start': {'type': 'wait', 'events': [{'event': 'tick'}], 'timeout': 'P1D',
                    'next': {'done': 'again', 'timeout': 'late'}},
                'again': {'type': 'goto', 'to': 'start', 'atMost': 99, 'next': 'enough'},
                'enough': {'type': 'exit', 'reason': 'a hundred'}, 'late': {'type': 'exit', 'reason': 'late'}""");
        visits("{}");
        awaitNode("start");

        atOnce(99, _ -> happens("tick", "{}"));
        settle();
        assertThat(api.get("/journeys/runs/" + run(), CLIENT).text("status")).isEqualTo("waiting");
        happens("tick", "{}");

        awaitReason("a hundred");
        assertThat(ofGuest("journeys").stream().filter(message -> message.type().equals("run.waiting")))
                .hasSize(100);
    }

    @Test
    void ofAHundredWhoEndARunAtOnceOneDoes() {
        live("'exitRules': [{'on': 'bought', 'reason': 'bought'}],", """
                'start': {'type': 'timer', 'delay': 'PT1M', 'next': 'end'}, 'end': {'type': 'exit', 'reason': 'late'}""");
        visits("{}");
        awaitNode("start");
        String run = run();
        Queue<Integer> answers = new ConcurrentLinkedQueue<>();

        atOnce(100, number -> {
            switch (number % 3) {
                case 0 ->
                    answers.add(api.post(
                                    "/journeys/runs/" + run + "/cancel",
                                    CLIENT,
                                    Map.of("reason", "cancelled " + number))
                            .status());
                case 1 -> happens("bought", "{}");
                default -> {
                    if (number == 50) {
                        pass(Duration.ofMinutes(2));
                    } else {
                        toldUpToNow();
                    }
                }
            }
        });
        settle();

        assertThat(answers)
                .isNotEmpty()
                .allMatch(status -> List.of(202, 409, 503).contains(status));
        await().untilAsserted(() -> assertThat(whats(run)).containsOnlyOnce("exited"));
        assertThat(ofGuest("journeys").stream().filter(message -> message.type().equals("run.exited")))
                .hasSize(1);
        assertThat(timers()).isZero();
        assertThat(jdbc.sql("SELECT sum(value) FROM node_counts WHERE journey_id = ? AND what = 'exited' AND node = ''")
                        .param(journey)
                        .query(Long.class)
                        .single())
                .isOne();
    }

    private static void atOnce(int many, IntConsumer does) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, many).forEach(number -> threads.execute(() -> does.accept(number)));
        }
    }
}
