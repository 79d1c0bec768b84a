package dev.concierge.hub.delivery.email;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;

/** Hands a mail to the SMTP server. Its Message-ID is the same each time, so that receivers can drop a repetition. */
final class PostEmail {
    private final JavaMailSender server;
    private final String from;

    PostEmail(JavaMailSender server, String from) {
        this.server = server;
        this.from = from;
    }

    /** Returns why it did not go out; null when it did. */
    @Nullable
    Refusal post(Email email) {
        MimeMessage message;
        try {
            message = message(email);
        } catch (MessagingException notComposable) {
            return new Refusal(true, "invalid address or content");
        }
        try {
            server.send(message);
            return null;
        } catch (MailException failure) {
            return Refusal.of(failure);
        }
    }

    private MimeMessage message(Email email) throws MessagingException {
        MimeMessage message = server.createMimeMessage();
        MimeMessageHelper helper = new MimeMessageHelper(message, email.html() != null, StandardCharsets.UTF_8.name());
        helper.setFrom(new InternetAddress(from, true));
        helper.setTo(new InternetAddress(email.to(), true));
        helper.setSubject(email.subject());
        if (email.html() == null) {
            helper.setText(email.text());
        } else {
            helper.setText(email.text(), email.html());
        }
        message.setHeader("Message-ID", "<" + email.notificationId() + "@concierge>");
        message.setHeader("X-Notification-ID", email.notificationId().toString());
        return message;
    }
}
