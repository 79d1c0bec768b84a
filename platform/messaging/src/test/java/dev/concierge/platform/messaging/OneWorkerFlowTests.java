package dev.concierge.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.platform.consumer.Subscription;
import dev.concierge.platform.message.ReceivedMessage;
import dev.concierge.platform.topic.Topic;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OneWorkerFlowTests {
    private static final List<String> KEYS =
            IntStream.range(0, 40).mapToObj(number -> "guest-" + number).toList();

    private final Meetings meetings = new Meetings();

    @Test
    void theTopicsOfAGuestMeetInOneWorker() {
        try (Pod pod = Pod.of(Servers.environment())
                .owning(Topic.log("things"))
                .owning(Topic.log("others"))
                .subscribing(_ -> meetings)
                .set("concierge.consumer.workers", 2)
                .start()) {
            await().atMost(Things.PATIENCE).until(() -> {
                sendAndAwait(pod);
                return meetings.workers().size() == 2;
            });
            meetings.met.clear();

            sendAndAwait(pod);

            Map<String, Set<String>> workers = meetings.met.stream()
                    .collect(Collectors.groupingBy(
                            Meeting::key, Collectors.mapping(Meeting::worker, Collectors.toSet())));
            assertThat(workers)
                    .hasSize(KEYS.size())
                    .allSatisfy((_, worker) -> assertThat(worker).hasSize(1));
            assertThat(meetings.workers()).hasSize(2);
        }
    }

    private void sendAndAwait(Pod pod) {
        int before = meetings.met.size();
        pod.transaction().executeWithoutResult(_ -> {
            for (String key : KEYS) {
                pod.outbox().append("things", key, "thing.happened", 1);
                pod.outbox().append("others", key, "other.happened", 1);
            }
        });
        await().atMost(Things.PATIENCE).until(() -> meetings.met.size() >= before + 2 * KEYS.size());
    }

    private record Meeting(String key, String worker) {}

    /** Notes on which worker each message was handled. */
    private static final class Meetings implements Subscription {
        private final Queue<Meeting> met = new ConcurrentLinkedQueue<>();

        Set<String> workers() {
            Set<String> workers = ConcurrentHashMap.newKeySet();
            met.forEach(meeting -> workers.add(meeting.worker()));
            return workers;
        }

        @Override
        public List<String> topics() {
            return List.of("things", "others");
        }

        @Override
        public void on(List<ReceivedMessage> batch) {
            String worker = Thread.currentThread().getName();
            batch.forEach(message -> met.add(new Meeting(message.key(), worker)));
        }
    }
}
