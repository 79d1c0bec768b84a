package dev.concierge.localstack.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.concierge.localstack.infrastructure.ReceivedMail;
import dev.concierge.localstack.setting.Home;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import tools.jackson.databind.json.JsonMapper;

/** The fleet as far as the scenario sees it: every registered guest gets a run and a mail, unless the test says no. */
final class FakeGateway implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final Path mails;
    private final Clock clock;
    private final IntPredicate mailed;
    private final AtomicInteger users = new AtomicInteger();
    private final AtomicInteger busy = new AtomicInteger(3);

    FakeGateway(Home home, Clock clock, IntPredicate mailed) throws IOException {
        this.mails = home.infrastructure("mail").resolve("mails.jsonl");
        this.clock = clock;
        this.mailed = mailed;
        Files.createDirectories(home.infrastructure("mail"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/oauth2/token", exchange -> answer(exchange, 200, "{\"access_token\":\"t\"}"));
        server.createContext("/users", this::register);
        server.createContext("/profiles/", exchange -> answer(exchange, 200, "{}"));
        server.createContext(
                "/journeys/runs",
                exchange -> answer(
                        exchange,
                        200,
                        "{\"items\":[{\"runId\":\"r-%s\",\"journeyId\":\"welcome\"}]}"
                                .formatted(exchange.getRequestURI().getQuery())));
        server.createContext(
                "/journeys/runs/",
                exchange -> answer(
                        exchange,
                        200,
                        "{\"items\":[{\"at\":\"%s\",\"what\":\"entered\",\"node\":\"may-mail\",\"detail\":{\"by\":\"x\"}}]}"
                                .formatted(clock.instant())));
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** Sends the first few away to come again at once. */
    private void register(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        int refusals = busy.getAndDecrement();
        if (refusals > 0) {
            exchange.getResponseHeaders().set("Retry-After", "0");
            answer(exchange, refusals == 1 ? 409 : 429, "{\"code\":\"request-in-flight\"}");
            return;
        }
        int number = users.incrementAndGet();
        if (mailed.test(number)) {
            mail(JSON.readTree(body).path("email").asString(), number);
        }
        answer(exchange, 201, "{\"userId\":\"u%d\"}".formatted(number));
    }

    private synchronized void mail(String to, int number) throws IOException {
        ReceivedMail mail = new ReceivedMail(
                "concierge@example.test", List.of(to), "Welcome", "Hello", null, "<" + number + ">", clock.instant());
        String line = JSON.writeValueAsString(mail) + "\n";
        Files.writeString(mails, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
