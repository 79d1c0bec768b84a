package dev.concierge.hub;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Answers {@code GET /jobs/{requestId}} as concierge-service does, for jobs that tests made up. */
public final class ConciergeService {
    private final Map<String, String> owners = new ConcurrentHashMap<>();
    private final HttpServer server;

    private ConciergeService(HttpServer server) {
        this.server = server;
    }

    static ConciergeService started() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            ConciergeService service = new ConciergeService(server);
            server.createContext("/jobs/", exchange -> {
                String id = exchange.getRequestURI().getPath().substring("/jobs/".length());
                String owner = service.owners.get(id);
                byte[] body = ("{\"requestId\":\"" + id + "\",\"actor\":\"somebody\",\"owner\":\"" + owner
                                + "\",\"businessId\":\"hotel\"}")
                        .getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(owner == null ? 404 : 200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            return service;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** A new job of this guest's. */
    public UUID jobOf(String owner) {
        UUID id = UUID.randomUUID();
        owners.put(id.toString(), owner);
        return id;
    }
}
