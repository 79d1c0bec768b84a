package dev.concierge.hub.delivery.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.hub.delivery.email.MailIds;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReturnedTests {
    static final MailIds IDS =
            new MailIds(text -> UUID.nameUUIDFromBytes(("our key " + text).getBytes(StandardCharsets.UTF_8))
                    .toString()
                    .getBytes(StandardCharsets.UTF_8));
    private static final UUID ID = UUID.fromString("0199f1c2-7a10-5c3e-9b57-3f2d8a6c1e06");

    @ParameterizedTest
    @CsvSource({
        "failed,  5.1.1, true", // no such mailbox
        "failed,  5.1.2, true", // no such domain
        "failed,  5.2.1, true", // disabled
        "failed,  5.2.2, false", // full
        "failed,  5.3.4, false", // too large
        "failed,  5.7.1, false", // policy: ours to mend
        "failed,  4.4.1, false",
        "delayed, 4.4.1, false",
        "relayed, 2.1.5, false"
    })
    void nobodyIsThereOnlyWhenTheServerSaysSoForGood(String action, String status, boolean gone) {
        Returned returned = Returned.read(report("delivery-status", """
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example.org

                Final-Recipient: rfc822; ada@example.org
                Action: %s
                Status: %s
                """.formatted(action, status)), IDS);

        assertThat(returned)
                .isEqualTo(gone ? new Returned.Undeliverable(ID, status) : new Returned.Nothing("not for good", true));
    }

    @Test
    void aFeedbackReportIsAComplaint() {
        Returned returned = Returned.read(report("feedback-report", """
                Content-Type: message/feedback-report

                Feedback-Type: abuse
                Version: 1
                """), IDS);

        assertThat(returned).isEqualTo(new Returned.Complaint(ID));
    }

    @ParameterizedTest
    @CsvSource({
        "<1@elsewhere>",
        "<0199f1c2@concierge>",
        "<0199f1c2-7a10-5c3e-9b57-3f2d8a6c1e06@concierge>", // who knows what caused a mail can work this out
        "<0199f1c2-7a10-5c3e-9b57-3f2d8a6c1e06.00112233445566778899@concierge>",
        "''"
    })
    void aMailOfOthersChangesNothing(String messageId) {
        String report = new String(report("feedback-report", "Content-Type: message/feedback-report\n\nVersion: 1\n"))
                .replace("<" + IDS.of(ID) + ">", messageId);
        assertThat(report).doesNotContain(IDS.of(ID));

        assertThat(Returned.read(report.getBytes(StandardCharsets.UTF_8), IDS)).isInstanceOf(Returned.Nothing.class);
    }

    @ParameterizedTest
    @CsvSource({"''", "hello", "'Content-Type: multipart/report\n\n--'"})
    void whatIsNoReportChangesNothing(String mail) {
        assertThat(Returned.read(mail.getBytes(StandardCharsets.UTF_8), IDS)).isInstanceOf(Returned.Nothing.class);
    }

    @Test
    void theSealOfOneMailIsNoneOfAnother() {
        UUID other = UUID.randomUUID();

        assertThat(IDS.notification("<" + IDS.of(ID) + ">")).contains(ID);
        assertThat(IDS.notification(IDS.of(ID).replace(ID.toString(), other.toString())))
                .isEmpty();
    }

    /** @param id of the mail that comes back, without brackets */
    static byte[] report(String id, String type, String part) {
        return """
                From: MAILER-DAEMON@example.org
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=%s; boundary="b"

                --b
                Content-Type: text/plain

                Sorry.
                --b
                %s
                --b
                Content-Type: text/rfc822-headers

                Message-ID: <%s>
                Subject: Hello
                --b--
                """.formatted(type, part, id).replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] report(String type, String part) {
        return report(IDS.of(ID), type, part);
    }
}
