package dev.concierge.hub.delivery.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.mail.autoconfigure.MailProperties;

class MailServersTests {
    private final ServerSocket first = listening();
    private final ServerSocket second = listening();
    private final AtomicInteger greeted = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();
    private final MailServers servers = servers();

    @AfterEach
    void close() throws IOException {
        servers.destroy();
        first.close();
        second.close();
    }

    @Test
    void oneConnectionAnswersManyQuestionsAndNotTooMany() throws Exception {
        serve(first);

        for (int i = 0; i < 60; i++) {
            servers.ask();
        }

        assertThat(greeted).hasValue(2);
        assertThat(asked).hasValueGreaterThanOrEqualTo(60);
    }

    @Test
    void whereOneIsAwayAnotherIsEnough() throws Exception {
        first.close();
        serve(second);

        servers.ask();

        assertThat(asked).hasValue(1);
    }

    /** Both take connections, as the system does for a process that is stopped, and greet nobody. */
    @Test
    void whoHangsIsGivenUpSoon() {
        long start = System.nanoTime();

        assertThatThrownBy(servers::ask).isInstanceOf(MessagingException.class);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
    }

    private MailServers servers() {
        MailProperties mail = new MailProperties();
        mail.setHost("127.0.0.1");
        mail.setPort(first.getLocalPort());
        EmailSettings settings = new EmailSettings(
                "cafe@example.org",
                1,
                List.of("127.0.0.1:" + second.getLocalPort()),
                Map.of(),
                EmailSettings.InDoubt.FAIL,
                "",
                List.of());
        return new EmailConfiguration().mailServers(mail, settings, Clock.systemUTC());
    }

    private static ServerSocket listening() {
        try {
            return new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
        } catch (IOException noPort) {
            throw new IllegalStateException(noPort);
        }
    }

    private void serve(ServerSocket socket) {
        Thread.ofVirtual().start(() -> {
            while (!socket.isClosed()) {
                try {
                    Socket client = socket.accept();
                    Thread.ofVirtual().start(() -> talk(client));
                } catch (IOException closed) {
                    return;
                }
            }
        });
    }

    private void talk(Socket client) {
        try (client;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
            greeted.incrementAndGet();
            say(client, "220 ready");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.equals("NOOP")) {
                    asked.incrementAndGet();
                }
                say(client, "250 ok");
            }
        } catch (IOException gone) {
            // the client has left
        }
    }

    private static void say(Socket client, String line) throws IOException {
        client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }
}
