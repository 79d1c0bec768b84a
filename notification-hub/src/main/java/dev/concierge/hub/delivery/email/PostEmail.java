package dev.concierge.hub.delivery.email;

import dev.concierge.platform.address.EmailAddress;
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
    private final JavaMailSender utf8Server;
    private final String from;

    /** @param utf8Server the same for addresses beyond ASCII: it asks for SMTPUTF8 where that is offered */
    PostEmail(JavaMailSender server, JavaMailSender utf8Server, String from) {
        this.server = server;
        this.utf8Server = utf8Server;
        this.from = from;
    }

    /** Returns why it did not go out; null when it did. */
    @Nullable
    Refusal post(Email email) {
        JavaMailSender sender;
        MimeMessage message;
        try {
            EmailAddress to = EmailAddress.of(email.to());
            sender = to.needsUtf8() ? utf8Server : server;
            message = message(email, to, sender);
        } catch (MessagingException | IllegalArgumentException notComposable) {
            return new Refusal(true, "invalid address or content");
        }
        try {
            sender.send(message);
            return null;
        } catch (MailException failure) {
            return Refusal.of(failure);
        }
    }

    private MimeMessage message(Email email, EmailAddress to, JavaMailSender sender) throws MessagingException {
        MimeMessage message = sender.createMimeMessage();
        MimeMessageHelper helper = new MimeMessageHelper(message, email.html() != null, StandardCharsets.UTF_8.name());
        helper.setFrom(new InternetAddress(from, true));
        helper.setTo(new InternetAddress(to.text(), true));
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
