package dev.concierge.bench.oncall;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A client of the live hub that joins one topic and comes back after a break as the stock client does. */
final class KeptSocket implements WebSocket.Listener {
    private static final int NO_CODE = 1006;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int[] RETRY_MILLIS = {10, 50, 100, 150, 200, 250, 500, 1_000, 2_000, 5_000};

    private final KeptSockets all;
    private final HttpClient http;
    private final URI door;
    private final String topic;
    private final StringBuilder partial = new StringBuilder();
    private int attempt;
    private volatile @Nullable WebSocket socket;
    private volatile boolean isJoined;

    KeptSocket(KeptSockets all, HttpClient http, URI door, String topic) {
        this.all = all;
        this.http = http;
        this.door = door;
        this.topic = topic;
    }

    void connect() {
        http.newWebSocketBuilder()
                .connectTimeout(PATIENCE)
                .buildAsync(door, this)
                .whenComplete((_, failure) -> {
                    if (failure != null) {
                        all.refused(answer(failure));
                        comeBack();
                    }
                });
    }

    boolean isJoined() {
        return isJoined;
    }

    /** Whoever says nothing for a minute is taken for gone. */
    void beat() {
        say("[null,\"h\",\"phoenix\",\"heartbeat\",{}]");
    }

    void end() {
        WebSocket open = socket;
        if (open != null) {
            open.abort();
        }
    }

    @Override
    public void onOpen(WebSocket opened) {
        socket = opened;
        partial.setLength(0);
        say("[\"1\",\"1\",\"" + topic + "\",\"phx_join\",{}]");
        opened.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            if (!isJoined && partial.indexOf("\"phx_reply\"") > 0) {
                joined(partial.indexOf("\"status\":\"ok\"") > 0);
            }
            partial.setLength(0);
        }
        from.request(1);
        return null;
    }

    private void joined(boolean isTaken) {
        if (isTaken) {
            attempt = 0;
            isJoined = true;
        } else {
            all.refused("join");
            end();
            comeBack();
        }
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable broken) {
        closed(NO_CODE);
    }

    private void closed(int code) {
        all.closed(code);
        comeBack();
    }

    private void comeBack() {
        isJoined = false;
        socket = null;
        all.later(this::connect, RETRY_MILLIS[Math.min(attempt++, RETRY_MILLIS.length - 1)]);
    }

    private void say(String text) {
        WebSocket open = socket;
        if (open != null) {
            open.sendText(text, true);
        }
    }

    private static String answer(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof WebSocketHandshakeException refused
                ? String.valueOf(refused.getResponse().statusCode())
                : cause.getClass().getSimpleName();
    }
}
