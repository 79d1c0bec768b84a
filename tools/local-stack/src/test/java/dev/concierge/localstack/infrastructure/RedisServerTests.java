package dev.concierge.localstack.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisServerTests {
    @TempDir
    Path directory;

    private RedisServer redis = RedisServer.in(Path.of("replaced"), 0);

    @BeforeEach
    void prepare() {
        redis = RedisServer.in(directory, 0);
    }

    @AfterEach
    void stop() {
        redis.stop();
    }

    @Test
    void keepsDataOverARestart() throws IOException {
        redis.start();
        assertThat(send("SET guest Ada")).isEqualTo("+OK");
        redis.stop();

        redis.start();

        assertThat(send("STRLEN guest")).isEqualTo(":3");
    }

    @Test
    void answersNobodyWithoutThePassword() throws Exception {
        redis = RedisServer.in(directory, 0).withPassword("open-sesame");
        redis.start();

        assertThat(send("GET guest")).startsWith("-NOAUTH");
        assertThat(send("AUTH guess\r\nGET guest")).startsWith("-WRONGPASS");
        assertThat(send("AUTH open-sesame")).isEqualTo("+OK");
        assertThat(ProcessHandle.of(redis.pid())
                        .orElseThrow()
                        .info()
                        .commandLine()
                        .orElse(""))
                .doesNotContain("open-sesame");
        RedisServer next = RedisServer.in(directory, redis.port()).withPassword("open-sesame");
        next.start();
        assertThat(next.pid()).as("found again").isEqualTo(redis.pid());
    }

    @Test
    void startsAgainAfterKill9() throws Exception {
        redis.start();
        ProcessHandle process = ProcessHandle.of(redis.pid()).orElseThrow();
        process.destroyForcibly();
        process.onExit().get();

        redis.start();

        assertThat(send("PING")).isEqualTo("+PONG");
    }

    @Test
    void goesOnWithARedisLeftByAKilledLauncher() {
        redis.start();

        RedisServer next = RedisServer.in(directory, redis.port());
        next.start();

        assertThat(next.pid()).isEqualTo(redis.pid());
    }

    @Test
    void stopsWhatAKilledStarterLeft() {
        redis.start();
        ProcessHandle left = ProcessHandle.of(redis.pid()).orElseThrow();

        assertThat(RedisServer.in(directory, 0).stopLeftover()).isTrue();

        assertThat(left.isAlive()).isFalse();
        assertThat(RedisServer.in(directory, 0).stopLeftover()).isFalse();
    }

    @Test
    void replacesARedisLeftOnAnotherPort() {
        redis.start();
        long left = redis.pid();

        RedisServer next = RedisServer.in(directory, FreePort.next());
        next.start();

        assertThat(ProcessHandle.of(left).map(ProcessHandle::isAlive).orElse(false))
                .isFalse();
        next.stop();
    }

    @Test
    void explainsATakenPort() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            redis = RedisServer.in(directory, taken.getLocalPort());

            assertThatThrownBy(redis::start)
                    .isInstanceOf(ServerNotStarted.class)
                    .hasMessageContaining("did not start on port " + taken.getLocalPort())
                    .hasMessageContaining("Address already in use");
        }
    }

    private String send(String command) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), redis.port())) {
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }
}
