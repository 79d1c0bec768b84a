package dev.concierge.hub.delivery.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.hub.delivery.DeliveryFlow;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What arrives, parsed back as a reader of mail does. */
class MailFlowTests extends DeliveryFlow {
    private static final int LONGEST_LINE = 998;
    /** With encoded words in it (RFC 2047, 2). */
    private static final int LONGEST_ENCODED_LINE = 76;

    @Test
    void bothFormsOfAMessageAreAlternatives() throws Exception {
        MimeMessage mail = mail(Map.of("subject", "Hi", "text", "Hello & bye", "html", "<p>Hello &amp; bye</p>"));

        MimeMultipart alternatives = alternatives((MimeMultipart) mail.getContent());
        assertThat(alternatives.getContentType()).startsWith("multipart/alternative");
        assertThat(alternatives.getBodyPart(0).getContentType()).startsWith("text/plain");
        assertThat(alternatives.getBodyPart(0).getContent()).isEqualTo("Hello & bye");
        assertThat(alternatives.getBodyPart(1).getContentType()).startsWith("text/html");
        assertThat(alternatives.getBodyPart(1).getContent()).isEqualTo("<p>Hello &amp; bye</p>");
    }

    @Test
    void noValueGrowsAHeader() throws Exception {
        USERS.knows(userId, "Eve\\r\\nBcc: all@example.org\\u2028X-Evil: 1", address);

        MimeMessage mail =
                mail(Map.of("subject", "Hi {{user.firstName}} {{data.room}}\nBcc: x@example.org", "text", "Hello"));

        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getHeader("X-Evil")).isNull();
        assertThat(mail.getSubject()).startsWith("Hi Eve").contains("Bcc: all@example.org");
        assertThat(headers(mail)).doesNotContain("\nBcc:").doesNotContain("\nX-Evil");
    }

    @Test
    void anyScriptAndEmojiComeBackAsTheyWere() throws Exception {
        String name = "نورا 👩🏽‍🚀 שלום Zoë";
        USERS.knows(userId, name, address);

        MimeMessage mail = mail(Map.of(
                "subject",
                "أهلاً {{user.firstName}} 🎉",
                "text",
                "שלום {{user.firstName}} 🥂",
                "html",
                "<p dir=\"rtl\">{{user.firstName}}</p>"));

        assertThat(mail.getSubject()).isEqualTo("أهلاً " + name + " 🎉");
        MimeMultipart alternatives = alternatives((MimeMultipart) mail.getContent());
        assertThat(alternatives.getBodyPart(0).getContent()).isEqualTo("שלום " + name + " 🥂");
        assertThat(alternatives.getBodyPart(1).getContent()).isEqualTo("<p dir=\"rtl\">" + name + "</p>");
        assertThat(headers(mail)).matches("\\p{ASCII}*");
    }

    /** A guest may call themselves by what a reader of mail would decode into another name, or into a line. */
    @Test
    void whatLooksEncodedInANameIsReadAsItWasWritten() throws Exception {
        String name = "=?utf-8?B?WW91ciBiYW5r?= =?utf-8?Q?=0D=0ABcc:_eve?=";
        USERS.knows(userId, name, address);

        MimeMessage plain = mail(Map.of("subject", "Welcome {{user.firstName}}", "text", "Hello"));
        mail(Map.of("subject", "{{user.firstName}}: καλώς ήρθες 🎉 στο ξενοδοχείο μας", "text", "Hello"));
        MimeMessage anyScript = MAIL.to(address).getLast();

        assertThat(plain.getSubject()).isEqualTo("Welcome " + name);
        assertThat(anyScript.getSubject()).isEqualTo(name + ": καλώς ήρθες 🎉 στο ξενοδοχείο μας");
        assertThat(headers(plain)).matches("\\p{ASCII}*").doesNotContain("WW91ciBiYW5r");
        assertThat(("Subject: " + anyScript.getHeader("Subject")[0]).lines())
                .hasSizeGreaterThan(1)
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(LONGEST_ENCODED_LINE));
    }

    @Test
    void noLineIsLongerThanServersTake() throws Exception {
        String word = "x".repeat(5000);
        MimeMessage mail = mail(Map.of("subject", word, "text", word + "\n.\n" + word, "html", "<p>" + word + "</p>"));

        assertThat(new String(MAIL.raw(mail), StandardCharsets.ISO_8859_1).split("\r\n"))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(LONGEST_LINE));
        BodyPart text = alternatives((MimeMultipart) mail.getContent()).getBodyPart(0);
        assertThat(text.getContent()).asString().isEqualToNormalizingNewlines(word + "\n.\n" + word);
    }

    @Test
    void itSaysWhoSentItAndThatNobodyWroteItByHand() throws Exception {
        MimeMessage mail = mail(Map.of("text", "Hello"));

        assertThat(mail.getFrom()).containsExactly(new InternetAddress("concierge@localhost", "Concierge"));
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getSentDate()).isNotNull();
        assertThat(mail.getHeader("List-Unsubscribe")).isNull();
    }

    private MimeMessage mail(Map<String, String> content) {
        UUID id = request(Map.of("content", content, "data", Map.of("room", "a\r\nb")), "email");
        receipt("sent", id);
        return MAIL.to(address).getFirst();
    }

    private String headers(MimeMessage mail) throws MessagingException {
        String raw = new String(MAIL.raw(mail), StandardCharsets.UTF_8);
        return raw.substring(0, raw.indexOf("\r\n\r\n")).replace("\r", "");
    }

    /** Spring's helper wraps them for parts that a text may refer to. */
    private static MimeMultipart alternatives(MimeMultipart parts) throws MessagingException, IOException {
        MimeMultipart inner = parts;
        while (inner.getBodyPart(0).getContent() instanceof MimeMultipart deeper) {
            inner = deeper;
        }
        return inner;
    }
}
