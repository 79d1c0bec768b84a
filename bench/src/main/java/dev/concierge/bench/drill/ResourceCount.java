package dev.concierge.bench.drill;

import dev.concierge.bench.lab.TopicLedger;
import dev.concierge.bench.lab.TopicLedger.Entry;
import dev.concierge.bench.live.Followers;
import dev.concierge.localstack.driver.LocalFleet;
import dev.concierge.localstack.setting.Wait;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the drill of resources found.
 *
 * @param lost accepted operations without a trace in their resource or on the topic
 * @param doubled resources whose version, or number of messages, is above what was asked for
 * @param gaps places where a location's numbers do not go on by one
 * @param unseen numbers that some screen never saw
 * @param seenTwice numbers that a screen saw again, which the hub marks with one id
 * @param swapped broadcasts that a screen saw after a later one
 * @param notRecovered times that the hub could not tell a screen all that it had missed
 */
record ResourceCount(
        int lost, int doubled, int gaps, int unseen, int seenTwice, int swapped, int notRecovered, int wireDuplicates) {
    static ResourceCount of(LocalFleet fleet, Operations operations, Followers screens, Duration patience)
            throws InterruptedException {
        int perLocation = operations.total() / Operations.LOCATIONS;
        Wait.until(
                patience,
                Duration.ofSeconds(2),
                () -> announced(fleet, operations).entries().size() >= operations.accepted());
        boolean _ = screens.awaitSeen(perLocation, patience);
        TopicLedger topic = announced(fleet, operations);
        Map<String, Long> messages = topic.entries().stream()
                .collect(Collectors.groupingBy(
                        entry -> entry.data().path("resourceId").asString(), Collectors.counting()));
        Map<String, Integer> versions = operations.versions();
        int lost = 0;
        int doubled = 0;
        for (String resource : operations.resources()) {
            int version = versions.getOrDefault(resource, 0);
            long told = messages.getOrDefault(resource, 0L);
            lost += Math.max(0, Operations.OF_EACH - (int) Math.min(version, told));
            doubled += version > Operations.OF_EACH || told > Operations.OF_EACH ? 1 : 0;
        }
        return new ResourceCount(
                lost,
                doubled,
                gaps(topic.entries()),
                screens.lost(perLocation),
                screens.doubled(),
                screens.swapped(),
                screens.gaps(),
                topic.wireDuplicates());
    }

    boolean isClean() {
        return lost == 0 && doubled == 0 && gaps == 0 && unseen == 0 && swapped == 0 && notRecovered == 0;
    }

    private static TopicLedger announced(LocalFleet fleet, Operations operations) {
        return TopicLedger.read(fleet.kafka(), "resources", key -> key.startsWith(operations.business() + "/"));
    }

    private static int gaps(List<Entry> entries) {
        int gaps = 0;
        Map<String, Long> last = new HashMap<>();
        for (Entry entry : entries) {
            long seq = entry.data().path("seq").asLong();
            gaps += seq == last.getOrDefault(entry.key(), 0L) + 1 ? 0 : 1;
            last.put(entry.key(), seq);
        }
        return gaps;
    }
}
