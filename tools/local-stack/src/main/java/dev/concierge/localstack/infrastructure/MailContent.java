package dev.concierge.localstack.infrastructure;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The readable parts of a MIME message. */
final class MailContent {
    private final MimeMessage message;
    private @Nullable String text;
    private @Nullable String html;

    private MailContent(MimeMessage message) {
        this.message = message;
    }

    static MailContent parse(InputStream raw) throws MessagingException, IOException {
        MailContent content = new MailContent(new MimeMessage(Session.getInstance(new Properties()), raw));
        content.collect(content.message);
        return content;
    }

    ReceivedMail received(String from, List<String> to, Instant at) throws MessagingException {
        return new ReceivedMail(from, List.copyOf(to), message.getSubject(), text, html, message.getMessageID(), at);
    }

    private void collect(Part part) throws MessagingException, IOException {
        if (part.isMimeType("multipart/*")) {
            Multipart parts = (Multipart) part.getContent();
            for (int i = 0; i < parts.getCount(); i++) {
                collect(parts.getBodyPart(i));
            }
        } else if (part.isMimeType("text/html") && html == null) {
            html = String.valueOf(part.getContent()).stripTrailing();
        } else if (part.isMimeType("text/*") && text == null) {
            text = String.valueOf(part.getContent()).stripTrailing();
        }
    }
}
