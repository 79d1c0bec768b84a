package dev.concierge.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.gateway.FakeFleet;
import dev.concierge.gateway.FakeService;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestTokens;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Behind a real proxy that ends TLS, as an ingress does: nginx at 127.0.0.1, and guests at other addresses of loopback.
 * Skipped where there is no nginx.
 */
@FlowTest(
        properties = {
            "concierge.gateway.limit.refused-per-second=1",
            "concierge.gateway.limit.refused-burst=3",
            "concierge.gateway.route.trusted-proxies=127.0.0.1/32"
        })
class EdgeFlowTests extends FakeFleet {
    private static final String CONFIGURATION = """
            daemon off;
            master_process off;
            pid nginx.pid;
            error_log error.log;
            events {}
            http {
              access_log off;
              client_body_temp_path body; proxy_temp_path proxy;
              fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
              server {
                listen 127.0.0.1:%d;
                location / {
                  proxy_pass http://127.0.0.1:%d;
                  proxy_bind 127.0.0.1;
                  proxy_set_header Host $http_host;
                  proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
                  proxy_set_header X-Forwarded-Proto https;
                }
              }
            }
            """;

    @TempDir
    private Path folder;

    private @Nullable Process nginx;
    private int edge;

    @BeforeEach
    void startTheEdge() throws IOException {
        Optional<Path> program = Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(part -> Path.of(part, "nginx"))
                .filter(Files::isExecutable)
                .findFirst();
        assumeThat(program).as("nginx on the PATH").isPresent();
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            edge = free.getLocalPort();
        }
        Path configuration = Files.writeString(folder.resolve("nginx.conf"), CONFIGURATION.formatted(edge, port));
        nginx = new ProcessBuilder(
                        program.orElseThrow().toString(), "-p", folder.toString(), "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("nginx.log").toFile())
                .start();
        await().ignoreExceptions().until(() -> {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), edge)) {
                return socket.isConnected();
            }
        });
    }

    @AfterEach
    void stopTheEdge() throws InterruptedException {
        if (nginx != null) {
            nginx.destroy();
            if (!Objects.requireNonNull(nginx).waitFor(5, TimeUnit.SECONDS)) {
                nginx.destroyForcibly();
            }
        }
    }

    @Test
    void aGuestIsWhereTheEdgeSeesThemAndNotWhereTheySay() throws Exception {
        HttpResponse<String> answer = ask("127.0.0.11", TestTokens.client("users:read"));

        assertThat(answer.statusCode()).isEqualTo(200);
        FakeService.Received received = fake("user-service").next();
        assertThat(received.headers().getAll("X-Forwarded-For")).containsExactly("127.0.0.11");
        assertThat(received.headers().getAll("X-Forwarded-Proto"))
                .as("so cookies are for https alone")
                .containsExactly("https");
    }

    @Test
    void whoAbusesTheirAddressShutsNobodyElsesBehindTheSameEdge() throws Exception {
        await().until(() -> ask("127.0.0.12", "garbage").statusCode() == 429);

        assertThat(ask("127.0.0.12", TestTokens.client("users:read")).statusCode())
                .as("a right token from there")
                .isEqualTo(200);
        assertThat(ask("127.0.0.13", "garbage").statusCode()).isEqualTo(401);
    }

    /** As one who claims to be somebody else by plain http. */
    private HttpResponse<String> ask(String from, String token) throws IOException, InterruptedException {
        try (HttpClient guest = HttpClient.newBuilder()
                .localAddress(InetAddress.ofLiteral(from))
                .build()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + edge + "/users/1"))
                    .header("Authorization", "Bearer " + token)
                    .header("X-Forwarded-For", "6.6.6.6")
                    .header("X-Forwarded-Proto", "http")
                    .build();
            return guest.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
