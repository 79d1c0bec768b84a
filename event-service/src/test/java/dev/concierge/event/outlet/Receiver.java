package dev.concierge.event.outlet;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A customer's address. */
final class Receiver implements AutoCloseable {
    private final HttpServer server;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger begun = new AtomicInteger();
    private volatile CountDownLatch release = new CountDownLatch(0);

    record Call(String id, String timestamp, String signature, String body, int answer) {
        JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }
    }

    Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            awaitRelease();
            Integer next = answers.poll();
            int answer = next == null ? 204 : next;
            calls.add(new Call(
                    exchange.getRequestHeaders().getFirst("webhook-id"),
                    exchange.getRequestHeaders().getFirst("webhook-timestamp"),
                    exchange.getRequestHeaders().getFirst("webhook-signature"),
                    body,
                    answer));
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    /** Answers nobody until {@link #release}. */
    void hold() {
        release = new CountDownLatch(1);
    }

    void release() {
        release.countDown();
    }

    /** Calls that have come, answered or not. */
    int begun() {
        return begun.get();
    }

    private void awaitRelease() {
        begun.incrementAndGet();
        try {
            release.await();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** What the next calls are answered; then 204. */
    void answer(Integer... statuses) {
        answers.addAll(List.of(statuses));
    }

    List<Call> calls() {
        return calls;
    }

    /** What was acknowledged, in the order of the calls. */
    List<JsonNode> messages() {
        return calls.stream()
                .filter(call -> call.answer() / 100 == 2)
                .flatMap(call -> call.json().at("/data/messages").valueStream())
                .toList();
    }

    Stream<String> ids() {
        return calls.stream().map(Call::id);
    }

    @Override
    public void close() {
        release();
        server.stop(0);
    }
}
