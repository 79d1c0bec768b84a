package dev.concierge.platform.message;

import dev.concierge.platform.input.Texts;
import dev.concierge.platform.kafka.TopicPrefix;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/** Messages as Kafka records and back: CloudEvents 1.0, Kafka protocol binding, binary content mode. */
public final class Records {
    /** Times outside it are none that Postgres could keep with a message. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    /** Of a key, in characters: what is parked is found by it, and an index takes no longer one. */
    private static final int KEY = 512;

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private final String source;
    private final TopicPrefix prefix;
    private final MessageJson json;
    private final MessageScope scope;

    /** @param service name of this service; its messages have {@code ce_source /<service>} */
    public Records(String service, TopicPrefix prefix, MessageJson json, MessageScope scope) {
        this.source = "/" + service;
        this.prefix = prefix;
        this.json = json;
        this.scope = scope;
    }

    /** A record; {@code more} are its headers besides CloudEvents' own. Kafka's own partitioner puts it where {@link Shard#partition} says. */
    public ProducerRecord<String, byte[]> record(
            UUID id,
            String topic,
            String key,
            String type,
            Instant time,
            byte @Nullable [] data,
            @Nullable String traceparent,
            Map<String, String> more) {
        List<Header> headers = new ArrayList<>(List.of(
                header("ce_specversion", "1.0"),
                header("ce_id", id.toString()),
                header("ce_type", type),
                header("ce_source", source),
                header("ce_time", time.toString()),
                header("ce_subject", key),
                header("ce_dataschema", topic + ".schema.json#/$defs/" + type),
                header("content-type", "application/json")));
        if (traceparent != null) {
            headers.add(header("traceparent", traceparent));
        }
        more.forEach((name, value) -> headers.add(header(name, value)));
        return new ProducerRecord<>(prefix.prefixed(topic), null, null, key, data, headers);
    }

    /**
     * Reads a record; one without CloudEvents headers gets an id derived from where it lies, and no type. Whatever it
     * holds, its attributes can be stored: a message that could not even be parked would hold up its partition.
     */
    public ReceivedMessage message(ConsumerRecord<String, byte[]> record) {
        Map<String, String> headers = new LinkedHashMap<>();
        record.headers().forEach(header -> headers.put(Storable.text(header.key()), text(header.value())));
        String topic = prefix.unprefixed(record.topic());
        return new ReceivedMessage(
                topic,
                record.partition(),
                record.offset(),
                record.key() == null ? "" : Texts.cut(Storable.text(record.key()), KEY),
                headers.getOrDefault("ce_id", topic + "/" + record.partition() + "/" + record.offset()),
                headers.getOrDefault("ce_type", ""),
                headers.getOrDefault("ce_source", ""),
                time(headers.get("ce_time"), record.timestamp()),
                headers,
                json.body(record.value()),
                scope);
    }

    /** A message as it was parked. */
    public ReceivedMessage message(
            String topic,
            int partition,
            long offset,
            String key,
            String id,
            String type,
            String source,
            Instant time,
            Map<String, String> headers,
            byte @Nullable [] payload) {
        return new ReceivedMessage(
                topic, partition, offset, key, id, type, source, time, headers, json.body(payload), scope);
    }

    private static Instant time(@Nullable String text, long timestamp) {
        if (text != null) {
            try {
                Instant time = Instant.parse(text);
                if (!time.isBefore(EARLIEST) && !time.isAfter(LATEST)) {
                    return time;
                }
            } catch (DateTimeException notRfc3339) {
                // a foreign producer's header; Kafka's own time stands in
            }
        }
        return Instant.ofEpochMilli(timestamp);
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(byte @Nullable [] value) {
        return value == null ? "" : Storable.text(new String(value, StandardCharsets.UTF_8));
    }
}
