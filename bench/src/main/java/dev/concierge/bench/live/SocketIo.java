package dev.concierge.bench.live;

import dev.concierge.bench.lab.Server;
import dev.concierge.localstack.infrastructure.FreePort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The peer: one process of Socket.IO, fetched with npm. */
final class SocketIo implements AutoCloseable {
    static final String PATH = "/socket.io/?EIO=4&transport=websocket";
    private static final String SOURCE = "bench/src/main/js/socketio";

    private final int port;
    private final Server node;

    private SocketIo(int port, Server node) {
        this.port = port;
        this.node = node;
    }

    static SocketIo start(Path root) throws IOException, InterruptedException {
        Path folder = installed(root);
        int port = FreePort.next();
        List<String> command = List.of("node", folder.resolve("server.mjs").toString());
        Map<String, String> environment = Map.of("PORT", Integer.toString(port), "NODE_ENV", "production");
        URI ready = URI.create("http://127.0.0.1:" + port + "/ready");
        return new SocketIo(port, new Server(command, environment, folder.resolve("node.log"), ready).awaitReady());
    }

    int port() {
        return port;
    }

    URI broadcast() {
        return URI.create("http://127.0.0.1:" + port + "/broadcast");
    }

    Duration processorTime() {
        return node.processorTime();
    }

    @Override
    public void close() {
        node.close();
    }

    private static Path installed(Path root) throws IOException, InterruptedException {
        Path folder = root.resolve("bench/target/socketio");
        Files.createDirectories(folder);
        for (String file : List.of("package.json", "server.mjs")) {
            Files.copy(root.resolve(SOURCE).resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        Path log = folder.resolve("npm.log");
        Process npm = new ProcessBuilder("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (npm.waitFor() != 0) {
            throw new IOException("npm install: see " + log);
        }
        return folder;
    }
}
