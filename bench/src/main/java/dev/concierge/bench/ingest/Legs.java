package dev.concierge.bench.ingest;

import dev.concierge.bench.lab.TopicReader;
import dev.concierge.bench.lab.WholeTopic;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Where the time goes between an event's post and its effect, by what the messages carry themselves: {@code ce_time},
 * which an outbox takes just before the commit, and the time at which the producer gave them to Kafka. They are read once
 * all have come, so that nobody reads beside those who are measured.
 */
final class Legs {
    /** What lies between {@link System#nanoTime} and the clock of messages, in milliseconds. */
    private final double clockAhead = Clock.systemUTC().millis() - System.nanoTime() / 1e6;

    private final Map<String, Stamp> events;
    private final Map<String, Stamp> triggers;
    private final Map<String, Stamp> requests;

    private Legs(Map<String, Stamp> events, Map<String, Stamp> triggers, Map<String, Stamp> requests) {
        this.events = events;
        this.triggers = triggers;
        this.requests = requests;
    }

    /** All that stands on the topics, by guest. */
    static Legs read(String bootstrap) {
        return new Legs(
                stamps(bootstrap, "events", "event.captured"),
                stamps(bootstrap, "journey-triggers", "trigger.occurred"),
                stamps(bootstrap, "notifications", "notification.requested"));
    }

    private static Map<String, Stamp> stamps(String bootstrap, String topic, String type) {
        Map<String, Stamp> stamps = new HashMap<>();
        WholeTopic.read(Map.of("bootstrap.servers", bootstrap), topic, record -> {
            if (TopicReader.type(record).equals(type)) {
                stamps.putIfAbsent(record.key(), Stamp.of(record));
            }
        });
        return stamps;
    }

    /**
     * Milliseconds of each leg in the order of the way, ascending, of the guests whose event went all of it; together they
     * are the time from post to effect.
     *
     * @param sentAt when a guest's event was posted, by {@link System#nanoTime}
     * @param notifiedAt when the request for it was seen
     */
    Map<String, double[]> of(Map<String, Long> sentAt, Map<String, Long> notifiedAt) {
        List<Way> ways = new ArrayList<>();
        sentAt.forEach((guest, sent) -> {
            Way way = way(guest, sent, notifiedAt.get(guest));
            if (way != null) {
                ways.add(way);
            }
        });
        return millis(ways);
    }

    private @Nullable Way way(String guest, long sent, @Nullable Long notified) {
        Stamp event = events.get(guest);
        Stamp trigger = triggers.get(guest);
        Stamp request = requests.get(guest);
        return event == null || trigger == null || request == null || notified == null
                ? null
                : new Way(sent / 1e6 + clockAhead, event, trigger, request, notified / 1e6 + clockAhead);
    }

    static Map<String, double[]> millis(List<Way> ways) {
        Map<String, double[]> legs = new LinkedHashMap<>();
        legs.put("post to events", leg(ways, way -> way.event.sent - way.posted));
        legs.put("events to event-service's outbox", leg(ways, way -> way.trigger.written - way.event.sent));
        legs.put("its outbox to journey-triggers", leg(ways, way -> way.trigger.sent - way.trigger.written));
        legs.put(
                "journey-triggers to journey-service's outbox",
                leg(ways, way -> way.request.written - way.trigger.sent));
        legs.put("its outbox to notifications", leg(ways, way -> way.request.sent - way.request.written));
        legs.put("notifications to whoever reads them", leg(ways, way -> way.seen - way.request.sent));
        return legs;
    }

    private static double[] leg(List<Way> ways, ToDoubleFunction<Way> length) {
        return ways.stream().mapToDouble(length).sorted().toArray();
    }

    /**
     * By the clock, in milliseconds.
     *
     * @param posted when the request went out
     * @param seen when what it led to could be read
     */
    record Way(double posted, Stamp event, Stamp trigger, Stamp request, double seen) {}

    /**
     * By the clock, in milliseconds.
     *
     * @param written when its producer made it
     * @param sent when Kafka's client took it, without what a millisecond has behind it
     */
    record Stamp(double written, double sent) {
        static Stamp of(ConsumerRecord<String, byte[]> record) {
            Instant written = TopicReader.time(record);
            return new Stamp(written.toEpochMilli() + written.getNano() % 1_000_000 / 1e6, record.timestamp());
        }
    }
}
