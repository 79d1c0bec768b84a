package dev.concierge.bench.live;

import dev.concierge.bench.lab.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/** One process of Socket.IO, fetched with npm. */
final class SocketIo {
    static final String PATH = "/socket.io/?EIO=4&transport=websocket";
    private static final String SOURCE = "bench/src/main/js/socketio";

    private SocketIo() {}

    static Peer start(Path root) throws IOException, InterruptedException {
        Path folder = installed(root);
        List<String> command = List.of("node", folder.resolve("server.mjs").toString());
        return Peer.start(command, Map.of("NODE_ENV", "production"), folder.resolve("node.log"));
    }

    private static Path installed(Path root) throws IOException, InterruptedException {
        Path folder = root.resolve("bench/target/socketio");
        Files.createDirectories(folder);
        for (String file : List.of("package.json", "server.mjs")) {
            Files.copy(root.resolve(SOURCE).resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        Path log = folder.resolve("npm.log");
        Program.run(folder, Map.of(), log, "npm", "install", "--ignore-scripts", "--no-audit", "--no-fund");
        return folder;
    }
}
