package dev.concierge.bench.live;

import dev.concierge.bench.lab.Server;
import dev.concierge.localstack.infrastructure.FreePort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the hub is measured beside: a process of others' software that listens at the {@code PORT} it is given, says at
 * {@code /ready} that it serves, and broadcasts what is posted to {@code /broadcast}.
 */
final class Peer implements AutoCloseable {
    private final int port;
    private final Server server;

    private Peer(int port, Server server) {
        this.port = port;
        this.server = server;
    }

    static Peer start(List<String> command, Map<String, String> environment, Path log)
            throws IOException, InterruptedException {
        int port = FreePort.next();
        Map<String, String> all = new HashMap<>(environment);
        all.put("PORT", Integer.toString(port));
        return new Peer(port, new Server(command, all, log, at(port, "/ready")).awaitReady());
    }

    int port() {
        return port;
    }

    URI broadcast() {
        return at(port, "/broadcast");
    }

    Duration processorTime() {
        return server.processorTime();
    }

    @Override
    public void close() {
        server.close();
    }

    private static URI at(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
