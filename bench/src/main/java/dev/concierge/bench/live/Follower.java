package dev.concierge.bench.live;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A subscriber of one topic that comes back after a break as the stock client does, asks for what it missed, and keeps
 * a ledger of the numbers it saw.
 */
final class Follower implements Viewer {
    private static final int[] RETRY_MILLIS = {10, 50, 100, 150, 200, 250, 500, 1_000, 2_000, 5_000};
    private static final String SEQ = "\"seq\":";
    private static final String OFFSET = "\"offset\":";

    private final Followers all;
    private final int port;
    private final String path;
    private final String topic;

    private final BitSet seen = new BitSet();
    private @Nullable String epoch;
    /** Before the first record of an empty log, as the hub says it. */
    private long offset = -1;

    private int attempt;
    private int breaks;
    private int gaps;
    private int doubled;
    private int swapped;
    private volatile boolean isJoined;
    private volatile int count;

    Follower(Followers all, int port, String path, String topic) {
        this.all = all;
        this.port = port;
        this.path = path;
        this.topic = topic;
    }

    void connect() {
        new Screen(this, Dialect.PHOENIX, path).connect(all.loops(), port);
    }

    boolean isJoined() {
        return isJoined;
    }

    /** How many different numbers it has seen. */
    int count() {
        return count;
    }

    int doubled() {
        return doubled;
    }

    /** How often an offset was not above the one before. */
    int swapped() {
        return swapped;
    }

    /** How often the hub could not tell everything that was missed. */
    int gaps() {
        return gaps;
    }

    /** How often it was cut off. */
    int breaks() {
        return breaks;
    }

    @Override
    public @Nullable String answer(String said) {
        if (!said.isEmpty()) {
            return null;
        }
        String since = epoch == null ? "" : "\"since\":{\"epoch\":\"" + epoch + "\",\"offset\":" + offset + "}";
        return "[\"1\",\"1\",\"" + topic + "\",\"phx_join\",{" + since + "}]";
    }

    @Override
    public void joined(Channel channel, String said) {
        JsonNode response = JsonMapper.shared().readTree(said).at("/4/response");
        if (epoch != null && !response.path("recovered").asBoolean()) {
            gaps++;
        }
        for (JsonNode missed : response.path("messages")) {
            saw(missed.at("/payload/seq").asInt(), missed.at("/payload/offset").asLong());
        }
        epoch = response.path("epoch").asString();
        offset = Math.max(offset, response.path("offset").asLong());
        attempt = 0;
        isJoined = true;
        Loops.beat(channel, Objects.requireNonNull(Dialect.PHOENIX.heartbeat()));
    }

    @Override
    public void delivered(int more) {
        // each one is looked at
    }

    @Override
    public boolean isLooking() {
        return true;
    }

    @Override
    public void saw(ByteBuf in, int at, int length) {
        String frame = in.toString(at, length, StandardCharsets.UTF_8);
        saw(
                (int) number(frame, frame.indexOf(SEQ) + SEQ.length()),
                number(frame, frame.lastIndexOf(OFFSET) + OFFSET.length()));
    }

    @Override
    public void closed(boolean wasOpen) {
        if (isJoined) {
            breaks++;
        }
        isJoined = false;
        if (!all.isOver()) {
            int wait = RETRY_MILLIS[Math.min(attempt++, RETRY_MILLIS.length - 1)];
            all.loops().schedule(this::connect, wait, TimeUnit.MILLISECONDS);
        }
    }

    private void saw(int seq, long at) {
        if (at <= offset && epoch != null) {
            swapped++;
        }
        offset = at;
        if (seen.get(seq)) {
            doubled++;
        } else {
            seen.set(seq);
            count++;
        }
    }

    private static long number(String text, int from) {
        long number = 0;
        for (int at = from; Character.isDigit(text.charAt(at)); at++) {
            number = number * 10 + text.charAt(at) - '0';
        }
        return number;
    }
}
