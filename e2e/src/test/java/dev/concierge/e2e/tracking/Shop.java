package dev.concierge.e2e.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A page of another origin than the gateway's, which has Segment's client for browsers as npm brings it. A browser asks
 * before it lets it call: nothing between the two answers in the gateway's place.
 */
final class Shop implements AutoCloseable {
    private static final Path SOURCE = Path.of("src", "test", "js");
    private static final Path FOLDER = Path.of("target", "js");
    private static final Path CLIENT = FOLDER.resolve("node_modules/@segment/analytics-next/dist/umd/index.js");
    private static final int INSTALL_MINUTES = 2;
    private static final String PAGE = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>Rooms</title><script src="/analytics.js"></script></head>
            <body><h1>Rooms</h1></body></html>
            """;

    private final HttpServer server;

    private Shop(HttpServer server) {
        this.server = server;
    }

    static Shop open() throws IOException, InterruptedException {
        install();
        byte[] client = Files.readAllBytes(CLIENT);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> answer(exchange, "text/html", PAGE.getBytes(StandardCharsets.UTF_8)));
        server.createContext("/analytics.js", exchange -> answer(exchange, "text/javascript", client));
        server.start();
        return new Shop(server);
    }

    /** The gateway is at {@code localhost}: to a browser that is somebody else. */
    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    private static void answer(HttpExchange exchange, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** Once per lock file: node_modules stays in target. */
    private static void install() throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        for (String file : List.of("package.json", "package-lock.json")) {
            Files.copy(SOURCE.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        Path installed = FOLDER.resolve("installed-lock.json");
        Path lock = SOURCE.resolve("package-lock.json");
        if (Files.exists(installed) && Files.mismatch(installed, lock) < 0) {
            return;
        }
        Path log = FOLDER.resolve("npm.log");
        Process npm = started(new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile()));
        boolean done = npm.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES);
        assertThat(done && npm.exitValue() == 0)
                .as("npm ci: %s", Files.readString(log))
                .isTrue();
        Files.copy(lock, installed, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Process started(ProcessBuilder npm) {
        try {
            return npm.start();
        } catch (IOException e) {
            throw new AssertionError("npm does not start: this test needs Node.js 20 or newer with npm on the PATH", e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
