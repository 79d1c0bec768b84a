package dev.concierge.bench.gateway;

import dev.concierge.bench.lab.Program;
import dev.concierge.bench.lab.Server;
import dev.concierge.localstack.infrastructure.FreePort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The other peer: Debian's nginx as a reverse proxy, where it is installed. */
final class Nginx {
    private static final String CONFIGURATION = """
            worker_processes auto;
            pid nginx.pid;
            error_log error.log;
            daemon off;
            events { worker_connections 1024; }
            http {
              access_log off;
              client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
              upstream trivial { server 127.0.0.1:%d; keepalive 64; keepalive_requests 1000000000; }
              server {
                listen 127.0.0.1:%d;
                keepalive_requests 1000000000;
                location / {
                  proxy_pass http://trivial;
                  proxy_http_version 1.1;
                  proxy_set_header Connection "";
                  proxy_set_header X-Forwarded-For $remote_addr;
                }
              }
            }
            """;

    private Nginx() {}

    static Optional<Path> installed() {
        return Program.installed("nginx", "/usr/sbin");
    }

    static Target start(Path program, Path folder, int upstream) throws IOException, InterruptedException {
        int port = FreePort.next();
        Path home = Files.createDirectories(folder.resolve("nginx"));
        Path configuration = home.resolve("nginx.conf");
        Files.writeString(configuration, CONFIGURATION.formatted(upstream, port));
        URI address = URI.create("http://127.0.0.1:" + port);
        Server server = new Server(
                List.of(program.toString(), "-p", home.toString(), "-e", "error.log", "-c", configuration.toString()),
                Map.of(),
                folder.resolve("nginx.log"),
                address.resolve("/ready"));
        return new Target("nginx", address, null, server.awaitReady());
    }
}
