package dev.concierge.testsupport.infrastructure;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Asks for a Docker engine without Testcontainers, which is slow to load and loud when there is none. */
final class DockerEngine {
    private static final String LOCAL = "unix:///var/run/docker.sock";
    private static final String PING = "GET /_ping HTTP/1.1\r\nHost: docker\r\nConnection: close\r\n\r\n";
    private static final int SECONDS = 2;

    private final String address;

    private DockerEngine(String address) {
        this.address = address;
    }

    /** @param dockerHost as in {@code DOCKER_HOST}; empty for the usual socket */
    static DockerEngine at(Optional<String> dockerHost) {
        return new DockerEngine(dockerHost.filter(host -> !host.isBlank()).orElse(LOCAL));
    }

    boolean answers() {
        return CompletableFuture.supplyAsync(this::ping)
                .completeOnTimeout(false, SECONDS, TimeUnit.SECONDS)
                .join();
    }

    private boolean ping() {
        try (SocketChannel channel = open()) {
            channel.write(ByteBuffer.wrap(PING.getBytes(StandardCharsets.US_ASCII)));
            ByteBuffer answer = ByteBuffer.allocate(64);
            while (answer.hasRemaining() && channel.read(answer) >= 0) {
                // until the status line is there or the engine hangs up
            }
            return new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII)
                    .startsWith("HTTP/1.1 200");
        } catch (IOException | IllegalArgumentException none) {
            return false;
        }
    }

    private SocketChannel open() throws IOException {
        URI uri = URI.create(address);
        SocketAddress socket = "unix".equals(uri.getScheme())
                ? UnixDomainSocketAddress.of(uri.getPath())
                : new InetSocketAddress(uri.getHost(), uri.getPort());
        SocketChannel channel =
                "unix".equals(uri.getScheme()) ? SocketChannel.open(StandardProtocolFamily.UNIX) : SocketChannel.open();
        channel.connect(socket);
        return channel;
    }
}
