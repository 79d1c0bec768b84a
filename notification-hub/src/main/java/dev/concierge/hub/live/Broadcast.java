package dev.concierge.hub.live;

import dev.concierge.hub.channel.Encoded;
import dev.concierge.hub.channel.Serializer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A broadcast ready to be written: framed once per version, the same bytes for every subscriber and for the history. */
public final class Broadcast {
    private static final byte[] END = {']'};

    private final String id;
    private final Instant sentAt;
    private final int partition;
    private final long offset;
    private final String topic;
    private final String event;
    private final @Nullable String business;
    private final int payloadAt;
    private final Encoded v2;
    /** Made when the first client of V1 hears it; making it twice does no harm. */
    private volatile @Nullable Encoded v1;

    /**
     * @param sentAt when the hub was told of it
     * @param business the tenant it is about; null when it is about none
     * @param payload a JSON object that holds its {@code offset}
     */
    Broadcast(
            String id,
            Instant sentAt,
            int partition,
            long offset,
            String topic,
            String event,
            @Nullable String business,
            byte[] payload) {
        this.id = id;
        this.sentAt = sentAt;
        this.partition = partition;
        this.offset = offset;
        this.topic = topic;
        this.event = event;
        this.business = business;
        byte[] start = utf8("[null,null," + quoted(topic) + "," + quoted(event) + ",");
        this.payloadAt = start.length;
        this.v2 = new Encoded(false, joined(start, payload, 0, payload.length, END));
    }

    /** Of the message: another publication of it has the same. */
    public String id() {
        return id;
    }

    public Instant sentAt() {
        return sentAt;
    }

    public int partition() {
        return partition;
    }

    /** In its partition of the topic {@code live}. */
    public long offset() {
        return offset;
    }

    public String topic() {
        return topic;
    }

    public @Nullable String business() {
        return business;
    }

    /** The frame as this version writes it. */
    public Encoded frame(Serializer serializer) {
        return serializer == Serializer.V2 ? v2 : v1();
    }

    /** How long its frame is. */
    public int length() {
        return v2.bytes().length;
    }

    /** As an entry of the {@code messages} of a join's answer. */
    public String message() {
        byte[] bytes = v2.bytes();
        String payload = new String(bytes, payloadAt, bytes.length - 1 - payloadAt, StandardCharsets.UTF_8);
        return "{\"event\":" + quoted(event) + ",\"payload\":" + payload + "}";
    }

    private Encoded v1() {
        Encoded made = v1;
        if (made == null) {
            byte[] bytes = v2.bytes();
            byte[] start = utf8("{\"event\":" + quoted(event) + ",\"payload\":");
            byte[] end = utf8(",\"ref\":null,\"topic\":" + quoted(topic) + "}");
            made = new Encoded(false, joined(start, bytes, payloadAt, bytes.length - 1 - payloadAt, end));
            v1 = made;
        }
        return made;
    }

    private static byte[] joined(byte[] start, byte[] payload, int from, int length, byte[] end) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream(start.length + length + end.length);
        frame.writeBytes(start);
        frame.write(payload, from, length);
        frame.writeBytes(end);
        return frame.toByteArray();
    }

    private static String quoted(String text) {
        return JsonMapper.shared().writeValueAsString(text);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
