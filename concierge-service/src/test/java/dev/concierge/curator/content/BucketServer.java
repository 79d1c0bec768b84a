package dev.concierge.curator.content;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** Speaks as S3 does, as far as images need it: objects by path, a list, and errors in XML; calls must be signed. */
final class BucketServer {
    private static final String BUCKET = "/images/";

    private record Stored(String mediaType, byte[] bytes, Instant at) {}

    private final Map<String, Stored> objects = new ConcurrentSkipListMap<>();
    private final HttpServer server;

    BucketServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    Map<String, Integer> lengths() {
        return objects.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().bytes().length));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String signature = exchange.getRequestHeaders().getFirst("Authorization");
            if (signature == null || !signature.startsWith("AWS4-HMAC-SHA256 Credential=test/")) {
                send(exchange, 403, "application/xml", xml("<Error><Code>AccessDenied</Code></Error>"));
                return;
            }
            String path = exchange.getRequestURI().getPath();
            if (exchange.getRequestMethod().equals("GET") && (path.equals("/images") || path.equals(BUCKET))) {
                send(exchange, 200, "application/xml", list());
                return;
            }
            object(exchange, path.substring(BUCKET.length()), body);
        }
    }

    private void object(HttpExchange exchange, String key, byte[] body) throws IOException {
        switch (exchange.getRequestMethod()) {
            case "PUT" -> {
                String type = exchange.getRequestHeaders().getFirst("Content-Type");
                objects.put(key, new Stored(type, body, Instant.EPOCH));
                exchange.getResponseHeaders().set("ETag", "\"1\"");
                send(exchange, 200, "application/xml", new byte[0]);
            }
            case "DELETE" -> {
                objects.remove(key);
                exchange.sendResponseHeaders(204, -1);
            }
            default -> {
                Stored stored = objects.get(key);
                if (stored == null) {
                    send(exchange, 404, "application/xml", xml("<Error><Code>NoSuchKey</Code></Error>"));
                } else {
                    send(exchange, 200, stored.mediaType(), stored.bytes());
                }
            }
        }
    }

    private byte[] list() {
        return xml(objects.entrySet().stream()
                .map(entry -> "<Contents><Key>" + entry.getKey() + "</Key><LastModified>"
                        + entry.getValue().at() + "</LastModified><Size>1</Size></Contents>")
                .collect(Collectors.joining(
                        "", "<ListBucketResult><IsTruncated>false</IsTruncated>", "</ListBucketResult>")));
    }

    private static byte[] xml(String text) {
        return ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + text).getBytes(StandardCharsets.UTF_8);
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }
}
