package dev.concierge.localstack.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailSinkTests {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    Path directory;

    private MailSink mails = sink(Path.of("replaced"), 0);

    @BeforeEach
    void start() {
        mails = sink(directory, 0);
        mails.start();
    }

    @AfterEach
    void stop() {
        mails.stop();
    }

    @Test
    void keepsTextAndHtmlOfAMail() throws MessagingException {
        send("ada@example.com", "Grüße", "hello\nyou", "<p>hello</p>");

        assertThat(MailSink.read(directory))
                .singleElement()
                .satisfies(mail -> assertThat(mail.messageId()).startsWith("<"))
                .usingRecursiveComparison()
                .ignoringFields("messageId")
                .isEqualTo(new ReceivedMail(
                        "noreply@concierge.local",
                        List.of("ada@example.com"),
                        "Grüße",
                        "hello\r\nyou",
                        "<p>hello</p>",
                        null,
                        NOON));
    }

    @Test
    void keepsOneJsonObjectPerLineOverARestart() throws Exception {
        send("ada@example.com", "first", "text", "<p>html</p>");
        mails.stop();
        mails = sink(directory, 0);
        mails.start();
        send("bob@example.com", "second", "text", "<p>html</p>");

        assertThat(MailSink.read(directory)).extracting(ReceivedMail::subject).containsExactly("first", "second");
        assertThat(Files.readAllLines(directory.resolve("mails.jsonl")))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).startsWith("{").endsWith("}"));
    }

    @Test
    void skipsALineThatAKilledSinkLeftUnfinished() throws Exception {
        mails.stop();
        Files.writeString(directory.resolve("mails.jsonl"), "{\"from\":\"x", StandardOpenOption.CREATE);
        mails.start();
        send("ada@example.com", "whole", "text", "<p>html</p>");

        assertThat(MailSink.read(directory)).extracting(ReceivedMail::subject).containsExactly("whole");
    }

    @Test
    void startsWithMoreMailsThanItsMemoryHolds() throws Exception {
        mails.stop();
        try (RandomAccessFile file =
                new RandomAccessFile(directory.resolve("mails.jsonl").toFile(), "rw")) {
            file.setLength(3L << 30); // one unfinished line; the disk holds none of it
        }

        mails.start();

        assertThat(directory.resolve("mails.jsonl")).hasSize((3L << 30) + 1);
    }

    @Test
    void hasNoMailsBeforeTheFirst() {
        assertThat(MailSink.read(directory)).isEmpty();
    }

    @Test
    void explainsATakenPort() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(sink(directory, taken.getLocalPort())::start)
                    .isInstanceOf(ServerNotStarted.class)
                    .hasMessageContaining("did not start on port " + taken.getLocalPort());
        }
    }

    private static MailSink sink(Path directory, int port) {
        return MailSink.in(directory, port, Clock.fixed(NOON, ZoneOffset.UTC));
    }

    private void send(String to, String subject, String text, String html) throws MessagingException {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", String.valueOf(mails.port()));
        MimeMessage message = new MimeMessage(Session.getInstance(properties));
        message.setFrom("noreply@concierge.local");
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
        message.setSubject(subject, "UTF-8");
        MimeMultipart alternative = new MimeMultipart("alternative");
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(text, "UTF-8");
        alternative.addBodyPart(plain);
        MimeBodyPart rich = new MimeBodyPart();
        rich.setContent(html, "text/html; charset=UTF-8");
        alternative.addBodyPart(rich);
        message.setContent(alternative);
        Transport.send(message);
    }
}
