package dev.concierge.bench.mail;

import dev.concierge.bench.lab.Issuer;
import dev.concierge.bench.lab.KnownGuests;
import dev.concierge.bench.lab.Lab;
import dev.concierge.bench.live.Hub;
import dev.concierge.platform.message.Shard;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;

/** A pod of the hub as its image runs it, a mail server, and a user-service that knows every guest. */
final class MailRig implements AutoCloseable {
    private final Lab lab;
    private final Issuer issuer = new Issuer();
    private final Postbox postbox = new Postbox();
    private final KnownGuests guests;
    private final Hub hub;
    private final Producer<String, byte[]> producer;
    private final int partitions;

    MailRig(Path root, Lab lab) throws IOException, InterruptedException {
        this.lab = lab;
        guests = new KnownGuests(lab, issuer);
        postbox.start();
        Hub.createTopicsOfOthers(lab);
        Map<String, String> settings = new HashMap<>(guests.settings());
        settings.putAll(Map.of(
                "CONCIERGE_SMTP_HOST",
                "127.0.0.1",
                "CONCIERGE_SMTP_PORT",
                Integer.toString(postbox.port()),
                "CONCIERGE_HUB_DELIVERY_CLAIM",
                "10s"));
        hub = Hub.start(root, lab, issuer, "hub", settings);
        producer = new DefaultKafkaProducerFactory<>(
                        Map.<String, Object>of("bootstrap.servers", lab.kafka(), "acks", "all", "linger.ms", 1),
                        new StringSerializer(),
                        new ByteArraySerializer())
                .createProducer();
        partitions = producer.partitionsFor("notifications").size();
    }

    String kafka() {
        return lab.kafka();
    }

    Postbox postbox() {
        return postbox;
    }

    /** Ends the pod at once, as a crash would, and starts it again; returns when it serves. */
    void crashHub() throws IOException, InterruptedException {
        hub.crash();
    }

    /** Asks for a mail to a guest of its own; returns before it is acknowledged. */
    UUID request(int number) {
        UUID id = new UUID(0x0199_0000_0000_7000L, 0x8000_0000_0000_0000L | number);
        String userId = new UUID(0x0199_1111_0000_7000L, 0x8000_0000_0000_0000L | number).toString();
        byte[] value = ("{\"notificationId\":\"" + id + "\",\"userId\":\"" + userId
                        + "\",\"channels\":[\"email\"],\"category\":\"marketing\",\"content\":{\"subject\":\"Hello\","
                        + "\"text\":\"Hello {{user.firstName}}, your table is ready.\","
                        + "\"html\":\"<p>Hello {{user.firstName}}, your table is ready.</p>\"},"
                        + "\"data\":{},\"requestedAt\":\"" + Clock.systemUTC().instant() + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        ProducerRecord<String, byte[]> message =
                new ProducerRecord<>("notifications", Shard.of(userId).partition(partitions), userId, value);
        Map<String, String> headers = new HashMap<>(Map.of(
                "ce_specversion", "1.0",
                "ce_id", id.toString(),
                "ce_type", "notification.requested",
                "ce_source", "/bench",
                "ce_time", Clock.systemUTC().instant().toString(),
                "ce_subject", userId,
                "content-type", "application/json"));
        headers.forEach((name, text) -> message.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        var _ = producer.send(message);
        return id;
    }

    void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
        hub.close();
        guests.close();
        issuer.close();
        postbox.close();
    }
}
