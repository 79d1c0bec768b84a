package dev.concierge.testsupport.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerEngineTests {
    @TempDir
    Path directory;

    @Test
    void answersOnASocketFile() throws IOException {
        Path file = directory.resolve("docker.sock");
        try (ServerSocketChannel engine = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            engine.bind(UnixDomainSocketAddress.of(file));
            Thread.ofVirtual().start(() -> answerOnce(engine));

            assertThat(at("unix://" + file).answers()).isTrue();
        }
    }

    @Test
    void answersOnAPort() throws IOException {
        HttpServer engine = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        engine.createContext("/_ping", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        engine.start();

        assertThat(at("tcp://127.0.0.1:" + engine.getAddress().getPort()).answers())
                .isTrue();
        engine.stop(0);
    }

    @Test
    void isAbsentWhereNothingListensOrTheAddressMakesNoSense() {
        assertThat(at("unix://" + directory.resolve("none.sock")).answers()).isFalse();
        assertThat(at("tcp://127.0.0.1:1").answers()).isFalse();
        assertThat(at("npipe:////./pipe/docker").answers()).isFalse();
    }

    @Test
    void isAbsentWhenItHangs() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(at("tcp://127.0.0.1:" + silent.getLocalPort()).answers()).isFalse();
        }
    }

    @Test
    void testcontainersIsNotLoadedWhereThereIsNoEngine() throws Exception {
        Path loaded = directory.resolve("classes.log");
        ProcessBuilder choosing = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + loaded,
                "-cp",
                System.getProperty("java.class.path"),
                Choosing.class.getName(),
                directory.toString());
        choosing.environment().put("DOCKER_HOST", "unix://" + directory.resolve("none.sock"));
        Process process = choosing.start();

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("EmbeddedServers");
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(loaded)).contains("DockerEngine").doesNotContain("org.testcontainers");
    }

    private static DockerEngine at(String address) {
        return DockerEngine.at(Optional.of(address));
    }

    private static void answerOnce(ServerSocketChannel engine) {
        try (SocketChannel client = engine.accept()) {
            client.read(ByteBuffer.allocate(256));
            client.write(ByteBuffer.wrap("HTTP/1.1 200 OK\r\n\r\nOK".getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Prints which servers were chosen. */
    static final class Choosing {
        private Choosing() {}

        public static void main(String[] args) {
            System.out.print(InfrastructureProcess.choose(Path.of(args[0]), Path.of(args[0]))
                    .getClass()
                    .getSimpleName());
        }
    }
}
