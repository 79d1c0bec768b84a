package dev.concierge.bench.drill;

import dev.concierge.bench.lab.TopicLedger;
import dev.concierge.bench.lab.TopicLedger.Entry;
import dev.concierge.localstack.driver.LocalFleet;
import dev.concierge.localstack.setting.Wait;
import dev.concierge.platform.message.Shard;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Guests who look at an offer while their run waits at its timer of a minute. They are told as a point of sale tells
 * them, straight to the topic, so that they can act while services are stopped; what the broker acknowledged was
 * accepted.
 */
final class Acts {
    private static final Duration WAITING = Duration.ofMinutes(4);
    private static final Duration TIMER = Duration.ofMinutes(1);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final LocalFleet fleet;
    private final Clock clock = Clock.systemUTC();
    private final Map<String, Instant> acknowledged = new ConcurrentHashMap<>();

    Acts(LocalFleet fleet) {
        this.fleet = fleet;
    }

    /** Waits until the runs of all these guests wait. */
    void awaitWaiting(Collection<String> userIds) {
        if (!Wait.until(
                WAITING, Duration.ofSeconds(1), () -> waitingSince().keySet().containsAll(userIds))) {
            throw new IllegalStateException("not every run waits after " + WAITING);
        }
    }

    /** Lets every second of these guests act. */
    void everySecond(List<String> userIds) {
        Map<String, Object> settings = new HashMap<>(fleet.kafka());
        settings.put("acks", "all");
        DefaultKafkaProducerFactory<String, byte[]> kafka =
                new DefaultKafkaProducerFactory<>(settings, new StringSerializer(), new ByteArraySerializer());
        try (Producer<String, byte[]> producer = kafka.createProducer()) {
            int partitions = producer.partitionsFor("events").size();
            for (int guest = 0; guest < userIds.size(); guest += 2) {
                String userId = userIds.get(guest);
                producer.send(offerViewed(userId, partitions)).get();
                acknowledged.put(userId, clock.instant());
            }
        } catch (ExecutionException refused) {
            throw new IllegalStateException("the broker did not take an event", refused);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** Lays beside what the guests did how their runs ended. */
    Outcome outcome() {
        Map<String, Instant> waitingSince = waitingSince();
        Map<String, String> reasons = TopicLedger.read(fleet.kafka(), "journeys").entries().stream()
                .filter(entry -> entry.type().equals("run.exited"))
                .collect(Collectors.toMap(
                        Entry::key, entry -> entry.data().path("reason").asString(), (first, _) -> first));
        List<String> inTime = acknowledged.entrySet().stream()
                .filter(act -> {
                    Instant since = waitingSince.get(act.getKey());
                    return since != null && act.getValue().isBefore(since.plus(TIMER));
                })
                .map(Map.Entry::getKey)
                .toList();
        return new Outcome(acknowledged.size(), inTime.size(), (int) inTime.stream()
                .filter(guest -> "quiet".equals(reasons.get(guest)))
                .count());
    }

    /**
     * @param acted guests whose event was acknowledged
     * @param inTime those of them whose timer had not fallen due by then
     * @param overtaken those of these who left as if they had not acted
     */
    record Outcome(int acted, int inTime, int overtaken) {}

    private Map<String, Instant> waitingSince() {
        Map<String, Instant> since = new HashMap<>();
        TopicLedger.read(fleet.kafka(), "journeys").entries().stream()
                .filter(entry -> entry.type().equals("run.waiting"))
                .filter(entry -> entry.data().path("node").asString().equals("a-minute"))
                .forEach(entry -> since.put(
                        entry.key(), Instant.parse(entry.data().path("at").asString())));
        return since;
    }

    private ProducerRecord<String, byte[]> offerViewed(String userId, int partitions) {
        UUID id = UUID.randomUUID();
        Instant now = clock.instant();
        Map<String, Object> event = Map.of(
                "eventId",
                id,
                "userId",
                userId,
                "eventName",
                "offer_viewed",
                "eventAt",
                now.toString(),
                "receivedAt",
                now.toString(),
                "attributes",
                Map.of("offerId", "drill"));
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                "events", Shard.of(userId).partition(partitions), userId, JSON.writeValueAsBytes(event));
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        id.toString(),
                        "ce_type",
                        "event.captured",
                        "ce_source",
                        "/drill",
                        "ce_time",
                        now.toString(),
                        "ce_subject",
                        userId)
                .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }
}
