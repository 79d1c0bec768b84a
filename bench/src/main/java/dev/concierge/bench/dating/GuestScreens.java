package dev.concierge.bench.dating;

import dev.concierge.localstack.setting.Wait;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Guests who look at their screens, each on a channel of the hub, and when the links to their calls came there. */
final class GuestScreens implements AutoCloseable {
    private static final int CONNECTING_AT_ONCE = 50;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration BEAT = Duration.ofSeconds(20);
    private static final String HEARTBEAT = "[null,\"beat\",\"phoenix\",\"heartbeat\",{}]";
    private static final String LINK = "\"subject\":\"Your call\"";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Clock clock = Clock.systemUTC();
    private final List<WebSocket> sockets = new ArrayList<>();
    private final AtomicInteger joined = new AtomicInteger();
    private final ConcurrentLinkedQueue<Instant> links = new ConcurrentLinkedQueue<>();
    private Instant beaten = clock.instant();

    private GuestScreens() {}

    /** All of them have joined. */
    static GuestScreens of(URI hub, String token, List<UUID> guests) {
        GuestScreens screens = new GuestScreens();
        URI socket =
                URI.create(hub.toString().replaceFirst("http", "ws") + "/socket/websocket?vsn=2.0.0&token=" + token);
        for (UUID guest : guests) {
            screens.connect(socket, guest);
            int most = screens.sockets.size() - CONNECTING_AT_ONCE;
            screens.await(most);
        }
        screens.await(guests.size());
        return screens;
    }

    private void connect(URI socket, UUID guest) {
        WebSocket connected =
                http.newWebSocketBuilder().buildAsync(socket, new Frames()).join();
        connected
                .sendText("[\"1\",\"1\",\"users:" + guest + "\",\"phx_join\",{}]", true)
                .join();
        sockets.add(connected);
    }

    private void await(int goal) {
        if (!Wait.until(PATIENCE, Duration.ofMillis(5), () -> joined.get() >= goal)) {
            throw new IllegalStateException(joined.get() + " of " + goal + " have joined");
        }
    }

    /** Rests, and tells the hub that everybody is still there. */
    void pause(Duration length) throws InterruptedException {
        if (beaten.plus(BEAT).isBefore(clock.instant())) {
            beaten = clock.instant();
            sockets.forEach(socket -> socket.sendText(HEARTBEAT, true).join());
        }
        TimeUnit.MILLISECONDS.sleep(length.toMillis());
    }

    /** Sorted; from when a round was to begin until its link was there, which took less than a round. */
    double[] millisecondsLate(Instant start, Duration cadence, int rounds) {
        return links.stream()
                .filter(at -> !at.isBefore(start) && at.isBefore(start.plus(cadence.multipliedBy(rounds))))
                .mapToDouble(at -> Duration.between(start, at).toMillis() % cadence.toMillis())
                .sorted()
                .toArray();
    }

    @Override
    public void close() {
        sockets.forEach(WebSocket::abort);
        http.shutdownNow();
    }

    private final class Frames implements WebSocket.Listener {
        private final StringBuilder frame = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            Instant now = clock.instant();
            frame.append(data);
            if (last) {
                read(frame.toString(), now);
                frame.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedStage(null);
        }

        private void read(String text, Instant now) {
            if (text.contains(LINK)) {
                links.add(now);
            } else if (text.contains("phx_reply") && text.contains("users:") && text.contains("\"ok\"")) {
                joined.incrementAndGet();
            }
        }
    }
}
