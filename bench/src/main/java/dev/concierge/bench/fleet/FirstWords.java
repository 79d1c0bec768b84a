package dev.concierge.bench.fleet;

import dev.concierge.bench.fleet.FleetBench.Figures;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * From a guest's message until the first part of the assistant's answer is on their screen, through gateway, hub, topic and
 * dorathy-search without a model: 200 conversations at once, which together say more and more.
 */
public final class FirstWords implements FleetBench.Suite {
    private static final int CONVERSATIONS = 200;
    /** Up to what 200 guests say who each say something every ten seconds. */
    private static final int[] PER_SECOND = {5, 10, 20};

    private static final int ITEMS = 500;
    private static final Duration WARM = Duration.ofSeconds(20);
    private static final Duration LENGTH = Duration.ofSeconds(30);
    private static final long PATIENCE_SECONDS = 20;
    private static final List<String> SAID = List.of(
            "Where can I go sailing number %d?",
            "Gibt es einen Kochkurs %d?", "What do you know about me?", "Find workshop %d");

    @Override
    public void measure(Client client, Figures figures) throws InterruptedException {
        IntStream.range(0, ITEMS)
                .parallel()
                .forEach(item -> client.made(
                        "/items",
                        Map.of(
                                "type",
                                "experience",
                                "title",
                                (item % 2 == 0 ? "Sailing number " : "Workshop ") + item,
                                "description",
                                "Two hours with friends of the house."),
                        "itemId"));
        List<Talk> talks = IntStream.range(0, CONVERSATIONS)
                .mapToObj(number -> new Talk(client, client.register("talk" + number)))
                .toList();
        IntFunction<SteadyLoad> at = perSecond -> new SteadyLoad(
                perSecond,
                number -> talks.get(number % CONVERSATIONS)
                        .isAnswered(SAID.get(number % SAID.size()).formatted(number % ITEMS)));
        at.apply(PER_SECOND[0]).run(WARM);
        for (int perSecond : PER_SECOND) {
            SteadyLoad.Times times = at.apply(perSecond).run(LENGTH);
            String of = " of %d a second".formatted(perSecond);
            figures.add("message to first words on the screen," + of + ", p50", times.percentile(0.5), "ms");
            figures.add("message to first words on the screen," + of + ", p99", times.percentile(0.99), "ms");
            figures.add("messages without an answer," + of, times.failed(), "count");
        }
        talks.forEach(Talk::end);
    }

    /** One guest's conversation, on their screen. */
    private static final class Talk implements WebSocket.Listener {
        private static final long HEARTBEAT_SECONDS = 25;
        private static final Set<String> ANSWERS = Set.of("message_delta", "ai_function_call", "new_message");

        private final Client client;
        private final String guest;
        private final UUID conversation = UUID.randomUUID();
        private final Map<String, CompletableFuture<Boolean>> waiting = new ConcurrentHashMap<>();
        private final StringBuilder frame = new StringBuilder();
        private final CountDownLatch ended = new CountDownLatch(1);
        private final WebSocket socket;

        private Talk(Client client, String guest) {
            this.client = client;
            this.guest = guest;
            HttpResponse<String> begun = said(UUID.randomUUID(), "hello");
            if (begun.statusCode() != 202) {
                throw new IllegalStateException(begun.statusCode() + " " + begun.body());
            }
            String gateway = client.fleet().gateway().replaceFirst("http", "ws");
            socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(
                            URI.create(gateway + "/socket/websocket?vsn=2.0.0&token="
                                    + client.fleet().guestToken(guest)),
                            this)
                    .join();
            socket.sendText("[\"1\",\"1\",\"messages:" + conversation + "\",\"phx_join\",{}]", true)
                    .join();
            Thread.ofVirtual().start(this::beat);
        }

        /** As Phoenix' clients do: who says nothing for a minute is taken for gone. */
        private void beat() {
            try {
                while (!ended.await(HEARTBEAT_SECONDS, TimeUnit.SECONDS)) {
                    socket.sendText("[null,\"2\",\"phoenix\",\"heartbeat\",{}]", true)
                            .join();
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }

        private HttpResponse<String> said(UUID message, String content) {
            return client.post(
                    "/api/messages",
                    Map.of(
                            "userId",
                            guest,
                            "conversationId",
                            conversation.toString(),
                            "messageId",
                            message.toString(),
                            "content",
                            content));
        }

        private boolean isAnswered(String content) {
            UUID message = UUID.randomUUID();
            CompletableFuture<Boolean> answer = new CompletableFuture<>();
            waiting.put(message.toString(), answer);
            return said(message, content).statusCode() == 202
                    && answer.completeOnTimeout(false, PATIENCE_SECONDS, TimeUnit.SECONDS)
                            .join();
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            frame.append(data);
            if (last) {
                read(JsonMapper.shared().readTree(frame.toString()));
                frame.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedStage(null);
        }

        private void read(JsonNode told) {
            JsonNode payload = told.path(4);
            if (ANSWERS.contains(told.path(3).asString(""))
                    && payload.path("from").asString("").equals("assistant")) {
                CompletableFuture<Boolean> answer =
                        waiting.remove(payload.path("messageId").asString());
                if (answer != null) {
                    answer.complete(!payload.has("error"));
                }
            }
        }

        private void end() {
            ended.countDown();
            socket.abort();
        }
    }
}
