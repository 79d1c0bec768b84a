package dev.concierge.hub.delivery.bounce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.concierge.hub.Mailbox;
import dev.concierge.hub.delivery.bounce.MailboxSettings.Protocol;
import jakarta.mail.MessagingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against a server that speaks the protocols. */
class ReadMailboxTests {
    private static final byte[] LETTER =
            "From: ada@example.org\r\nSubject: Thanks\r\n\r\nA person wrote this.\r\n".getBytes(StandardCharsets.UTF_8);

    private final List<Returned> taken = new ArrayList<>();

    @ParameterizedTest
    @EnumSource(names = {"IMAP", "POP3"})
    void reportsAreTakenOnceAndGoAndLettersStay(Protocol protocol) throws MessagingException {
        UUID gone = UUID.randomUUID();
        UUID full = UUID.randomUUID();
        UUID spam = UUID.randomUUID();
        try (Mailbox mailbox = Mailbox.started(protocol.written())) {
            ReadMailbox reading = reading(protocol, mailbox);
            mailbox.deliver(status(gone, "5.1.1"));
            mailbox.deliver(LETTER);
            mailbox.deliver(status(full, "5.2.2"));
            mailbox.deliver(ReturnedTests.report(
                    ReturnedTests.IDS.of(spam),
                    "feedback-report",
                    "Content-Type: message/feedback-report\n\nFeedback-Type: abuse\n"));

            assertThat(reading.look()).isEqualTo(3);

            assertThat(taken)
                    .contains(new Returned.Undeliverable(gone, "5.1.1"), new Returned.Complaint(spam))
                    .contains(new Returned.Nothing("not for good", true));
            assertThat(mailbox.size()).isEqualTo(1);
            taken.clear();
            assertThat(reading.look()).isZero();
            assertThat(taken).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"IMAP", "POP3"})
    void whatCouldNotBeTakenComesAgain(Protocol protocol) throws MessagingException {
        UUID gone = UUID.randomUUID();
        try (Mailbox mailbox = Mailbox.started(protocol.written())) {
            mailbox.deliver(status(gone, "5.1.1"));
            ReadMailbox failing = new ReadMailbox(settings(protocol, mailbox), ReturnedTests.IDS, _ -> {
                throw new IllegalStateException("no database");
            });

            assertThatThrownBy(failing::look).hasMessage("no database");

            assertThat(reading(protocol, mailbox).look()).isEqualTo(1);
            assertThat(taken).containsExactly(new Returned.Undeliverable(gone, "5.1.1"));
            assertThat(mailbox.size()).isZero();
        }
    }

    @Test
    void moreThanOneLookMayBeNeeded() throws MessagingException {
        try (Mailbox mailbox = Mailbox.started("pop3")) {
            for (int i = 0; i < 202; i++) {
                mailbox.deliver(status(UUID.randomUUID(), "5.1.1"));
            }
            ReadMailbox reading = reading(Protocol.POP3, mailbox);

            assertThat(reading.look()).isEqualTo(200);
            assertThat(reading.look()).isEqualTo(2);
            assertThat(mailbox.size()).isZero();
        }
    }

    @Test
    void settingsAreToldWithoutThePassword() {
        try (Mailbox mailbox = Mailbox.started("imap")) {
            assertThat(settings(Protocol.IMAP, mailbox).toString())
                    .startsWith("imap://returned@127.0.0.1:")
                    .doesNotContain(Mailbox.PASSWORD);
        }
    }

    private ReadMailbox reading(Protocol protocol, Mailbox mailbox) {
        return new ReadMailbox(settings(protocol, mailbox), ReturnedTests.IDS, taken::add);
    }

    private static MailboxSettings settings(Protocol protocol, Mailbox mailbox) {
        return new MailboxSettings(
                "127.0.0.1", mailbox.port(), protocol, Mailbox.NAME, Mailbox.PASSWORD, "INBOX", Duration.ofMinutes(1));
    }

    private static byte[] status(UUID id, String status) {
        return ReturnedTests.report(ReturnedTests.IDS.of(id), "delivery-status", """
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example.org

                Final-Recipient: rfc822; ada@example.org
                Action: failed
                Status: %s
                """.formatted(status));
    }
}
