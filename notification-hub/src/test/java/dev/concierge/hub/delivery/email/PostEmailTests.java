package dev.concierge.hub.delivery.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.mail.autoconfigure.MailProperties;

class PostEmailTests {
    private static final MailIds IDS = new MailIds(text -> text.getBytes(StandardCharsets.UTF_8));

    @Test
    void anyLetterBeforeTheAtIsSentWhereTheServerTakesIt() {
        try (Server server = new Server(true)) {
            assertThat(post(server, "josé@müller.example")).isInstanceOf(PostEmail.Taken.class);
            assertThat(server.said)
                    .anyMatch(line -> line.startsWith("MAIL FROM:") && line.endsWith(" SMTPUTF8"))
                    .contains("To: josé@xn--mller-kva.example")
                    .anyMatch(line -> line.startsWith("RCPT TO:<josé@xn--mller-kva.example>"));
        }
    }

    @Test
    void elsewhereTheMailHasFailed() {
        try (Server server = new Server(false)) {
            assertThat(post(server, "josé@müller.example"))
                    .isInstanceOfSatisfying(
                            PostEmail.Refused.class,
                            refused -> assertThat(refused.refusal().isFinal()).isTrue());
        }
    }

    @Test
    void nobodyElseNeedsTheExtension() {
        try (Server server = new Server(true)) {
            assertThat(post(server, "jose@müller.example")).isInstanceOf(PostEmail.Taken.class);
            assertThat(server.said).noneMatch(line -> line.contains("SMTPUTF8"));
        }
    }

    /** Sent again it might come twice. */
    @Test
    void whatTheServerMayHaveTakenIsNotCalledUnsent() {
        try (Server server = new Server(false)) {
            server.hangsUpBehindTheMail = true;

            assertThat(post(server, "jose@example.org")).isInstanceOf(PostEmail.Unknown.class);
        }
    }

    @Test
    void theNextServerIsAskedWhenOneIsAway() throws IOException {
        int nobody;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            nobody = closed.getLocalPort();
        }
        try (Server server = new Server(false)) {
            MailProperties mail = new MailProperties();
            mail.setHost("127.0.0.1");
            mail.setPort(nobody);
            PostEmail post = EmailConfiguration.post(
                    mail, List.of("127.0.0.1:" + server.socket.getLocalPort()), "", IDS, Clock.systemUTC());

            assertThat(post.post(mailTo("jose@example.org"))).isInstanceOf(PostEmail.Taken.class);
        }
    }

    @Test
    void aConnectionServesTheNextMailToo() {
        try (Server server = new Server(false)) {
            MailProperties mail = new MailProperties();
            mail.setHost("127.0.0.1");
            mail.setPort(server.socket.getLocalPort());
            PostEmail post = EmailConfiguration.post(mail, List.of(), "", IDS, Clock.systemUTC());

            post.post(mailTo("jose@example.org"));
            post.post(mailTo("ada@example.org"));

            assertThat(server.said).filteredOn(line -> line.startsWith("EHLO")).hasSize(1);
            assertThat(server.said).filteredOn(line -> line.equals("DATA")).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"nobody", "a..b@example.org", "ada@example.org\nBcc: eve@example.org", "\u200bada@example.org"})
    void whatIsNoAddressIsNotEvenTried(String address) {
        try (Server server = new Server(true)) {
            assertThat(post(server, address))
                    .isEqualTo(new PostEmail.Refused(new Refusal(true, "invalid address or content", 0)));
            assertThat(server.said).isEmpty();
        }
    }

    private static PostEmail.Posted post(Server server, String to) {
        MailProperties mail = new MailProperties();
        mail.setHost("127.0.0.1");
        mail.setPort(server.socket.getLocalPort());
        PostEmail post = EmailConfiguration.post(mail, List.of(), "", IDS, Clock.systemUTC());
        return post.post(mailTo(to));
    }

    private static Email mailTo(String to) {
        return new Email(UUID.randomUUID(), "Café <cafe@example.org>", null, to, "Hi", "Hi", null, null);
    }

    /** Just enough of RFC 5321 to hear one mail, and of RFC 6531 to offer it or to refuse what is not ASCII. */
    private static final class Server implements AutoCloseable {
        private final List<String> said = new CopyOnWriteArrayList<>();
        private final ServerSocket socket;
        private final boolean offersUtf8;
        private volatile boolean hangsUpBehindTheMail;

        private Server(boolean offersUtf8) {
            this.offersUtf8 = offersUtf8;
            try {
                socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
            } catch (IOException noPort) {
                throw new UncheckedIOException(noPort);
            }
            Thread.ofVirtual().start(this::serve);
        }

        private void serve() {
            try (Socket client = socket.accept()) {
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
                OutputStream out = client.getOutputStream();
                say(out, "220 ready");
                boolean inMail = false;
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    said.add(line);
                    if (inMail && !line.equals(".")) {
                        continue;
                    }
                    if (inMail && hangsUpBehindTheMail) {
                        return;
                    }
                    inMail = line.equals("DATA");
                    say(out, answer(line));
                }
            } catch (IOException closed) {
                // the test is over
            }
        }

        private String answer(String line) {
            if (line.startsWith("EHLO")) {
                return offersUtf8 ? "250-here\r\n250-8BITMIME\r\n250 SMTPUTF8" : "250 here";
            }
            boolean ascii = StandardCharsets.US_ASCII.newEncoder().canEncode(line);
            return line.equals("DATA") ? "354 go on" : ascii || offersUtf8 ? "250 ok" : "501 not ASCII";
        }

        private static void say(OutputStream out, String line) throws IOException {
            out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }
}
