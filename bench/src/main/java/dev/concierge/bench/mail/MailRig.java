package dev.concierge.bench.mail;

import dev.concierge.bench.lab.Issuer;
import dev.concierge.bench.lab.KnownGuests;
import dev.concierge.bench.lab.Lab;
import dev.concierge.bench.lab.TopicWriter;
import dev.concierge.bench.live.Hub;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** A pod of the hub as its image runs it, a mail server, and a user-service that knows every guest. */
final class MailRig implements AutoCloseable {
    private final Lab lab;
    private final Issuer issuer = new Issuer();
    private final Postbox postbox = new Postbox();
    private final KnownGuests guests;
    private final Hub hub;
    private final TopicWriter notifications;

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
        notifications = new TopicWriter(lab.kafka(), "notifications");
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
        notifications.send(userId, id.toString(), "notification.requested", value, (_, _) -> {});
        return id;
    }

    void flush() {
        notifications.flush();
    }

    @Override
    public void close() {
        notifications.close();
        hub.close();
        guests.close();
        issuer.close();
        postbox.close();
    }
}
