package dev.concierge.localstack.demo;

import dev.concierge.localstack.setting.CannotContinue;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A socket through the gateway that joins one channel and hears what is told there, in the words of Phoenix (V2). */
final class Screen implements WebSocket.Listener, AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration TO_CONNECT = Duration.ofSeconds(10);
    /** Whoever says nothing for a minute is taken for gone. */
    private static final Duration BETWEEN_HEARTBEATS = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newHttpClient();
    private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();
    private final StringBuilder frame = new StringBuilder();
    private final WebSocket socket;

    /** What happened on the channel. */
    record Told(String event, JsonNode payload) {}

    /** Hears what is told from now on. */
    static Screen from(Gateway gateway, String topic, Duration patience) throws InterruptedException {
        return new Screen(gateway, topic, "{}", patience);
    }

    /** Hears what the channel still knows, too. */
    static Screen withHistory(Gateway gateway, String topic, Duration patience) throws InterruptedException {
        return new Screen(gateway, topic, "{\"since\":0}", patience);
    }

    private Screen(Gateway gateway, String topic, String join, Duration patience) throws InterruptedException {
        try {
            socket = http.newWebSocketBuilder()
                    .connectTimeout(TO_CONNECT)
                    .buildAsync(gateway.socket(), this)
                    .join();
        } catch (CompletionException refused) {
            http.shutdownNow();
            throw new CannotContinue(
                    "no socket: " + refused.getCause(), "see ./concierge logs notification-hub", refused);
        }
        say("[\"1\",\"1\",\"" + topic + "\",\"phx_join\"," + join + "]");
        JsonNode answer = hear("phx_reply", _ -> true, patience).orElseGet(JSON::createObjectNode);
        if (!answer.path("status").asString("").equals("ok")) {
            close();
            throw new CannotContinue(
                    "joining " + topic + " is answered " + answer, "see ./concierge logs notification-hub");
        }
        answer.at("/response/messages")
                .forEach(missed -> told.add(new Told(missed.path("event").asString(""), missed.path("payload"))));
    }

    /** The payload of the next such event that is wanted; empty when none comes in time. */
    Optional<JsonNode> hear(String event, Predicate<JsonNode> wanted, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end) {
            long wait = Math.min(end - System.nanoTime(), BETWEEN_HEARTBEATS.toNanos());
            Told next = told.poll(wait, TimeUnit.NANOSECONDS);
            if (next == null) {
                say("[null,\"h\",\"phoenix\",\"heartbeat\",{}]");
            } else if (next.event().equals(event) && wanted.test(next.payload())) {
                return Optional.of(next.payload());
            }
        }
        return Optional.empty();
    }

    private void say(String text) {
        try {
            socket.sendText(text, true).join();
        } catch (CompletionException closed) {
            throw new CannotContinue(
                    "the socket is closed: " + closed.getCause(), "see ./concierge logs notification-hub", closed);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        frame.append(data);
        if (last) {
            JsonNode message = JSON.readTree(frame.toString());
            frame.setLength(0);
            told.add(new Told(message.path(3).asString(""), message.path(4)));
        }
        from.request(1);
        return null;
    }

    @Override
    public void close() {
        socket.abort();
        http.shutdownNow();
    }
}
