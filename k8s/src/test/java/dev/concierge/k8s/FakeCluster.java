package dev.concierge.k8s;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/**
 * As much of an API server as the template function lookup asks: is there the Secret, and what is in it; is there a
 * Deployment, and how many pods it has. Helm finds it through the file that KUBECONFIG names.
 */
final class FakeCluster {
    private static final String RESOURCES = """
            {"kind":"APIResourceList","apiVersion":"v1","groupVersion":"v1","resources":[{"name":"secrets",\
            "singularName":"secret","namespaced":true,"kind":"Secret","verbs":["get","list"]}]}""";
    private static final String APPS = """
            {"kind":"APIResourceList","apiVersion":"v1","groupVersion":"apps/v1","resources":[{"name":"deployments",\
            "singularName":"deployment","namespaced":true,"kind":"Deployment","verbs":["get","list"]}]}""";
    private static final String NOT_FOUND = """
            {"kind":"Status","apiVersion":"v1","status":"Failure","reason":"NotFound","code":404,\
            "message":"not found"}""";

    private static final AtomicReference<Map<String, String>> SECRET = new AtomicReference<>(Map.of());
    private static final AtomicReference<Map<String, Integer>> PODS = new AtomicReference<>(Map.of());

    static {
        start();
    }

    private FakeCluster() {}

    /** The data that the Secret has, in base64; none for no Secret. */
    static void secret(Map<String, String> data) {
        SECRET.set(data);
    }

    /** How many pods the Deployments have, by name; none for no Deployment. */
    static void pods(Map<String, Integer> deployments) {
        PODS.set(deployments);
    }

    private static void start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", FakeCluster::answer);
            server.start();
            Path config = Path.of(Objects.requireNonNull(System.getenv("KUBECONFIG"), "KUBECONFIG"));
            Files.createDirectories(config.getParent());
            Files.writeString(config, """
                    {apiVersion: v1, kind: Config, current-context: fake,
                     clusters: [{name: fake, cluster: {server: "http://127.0.0.1:%d"}}],
                     contexts: [{name: fake, context: {cluster: fake, user: fake}}], users: [{name: fake, user: {}}]}
                    """.formatted(server.getAddress().getPort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String found = switch (path) {
                case "/api/v1" -> RESOURCES;
                case "/apis/apps/v1" -> APPS;
                default -> path.startsWith("/apis/apps/v1/") ? deployment(path) : secret();
            };
            byte[] body = found.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(found.equals(NOT_FOUND) ? 404 : 200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static String secret() {
        Map<String, String> secret = SECRET.get();
        return secret.isEmpty() ? NOT_FOUND : json(secret);
    }

    private static String deployment(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        Integer pods = PODS.get().get(name);
        return pods == null ? NOT_FOUND : """
                {"kind":"Deployment","apiVersion":"apps/v1","metadata":{"name":"%s","namespace":"concierge"},\
                "spec":{"replicas":%d}}""".formatted(name, pods);
    }

    private static String json(Map<String, String> data) {
        String entries = data.entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\":\"" + entry.getValue() + "\"")
                .collect(Collectors.joining(","));
        return """
                {"kind":"Secret","apiVersion":"v1","metadata":{"name":"concierge-secrets","namespace":"concierge"},\
                "data":{%s}}""".formatted(entries);
    }
}
