package dev.concierge.hub.delivery.email;

import dev.concierge.platform.address.EmailAddress;
import dev.concierge.platform.input.Texts;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.javamail.MimeMessageHelper;

/** Makes of a mail what goes over the wire: headers that stay one each, lines of at most 998 octets (RFC 5322). */
final class ComposeMail {
    /** Folding breaks at blanks alone: a longer subject without one would be longer than a line may be. */
    private static final int LONGEST_SUBJECT = 255;

    /** How an encoded word begins (RFC 2047). Text of ASCII goes as it is, and readers would decode what it says there. */
    private static final String ENCODED = "=?";

    /** Bytes in an encoded word: a line has 76 characters at most, with the header's name in the first one. */
    private static final int OF_A_WORD = 39;

    private final Session session;
    private final Session utf8;
    private final MailIds ids;
    private final Clock clock;

    /** @param utf8 with headers that need not be ASCII (RFC 6531) */
    ComposeMail(Session session, Session utf8, MailIds ids, Clock clock) {
        this.session = session;
        this.utf8 = utf8;
        this.ids = ids;
        this.clock = clock;
    }

    /** @throws IllegalArgumentException or {@link MessagingException} when no mail can be made of it */
    Composed compose(Email email) throws MessagingException {
        EmailAddress to = EmailAddress.of(email.to());
        Composed message =
                new Composed(to.needsUtf8() ? utf8 : session, to.needsUtf8(), ids.of(email.notificationId()));
        MimeMessageHelper helper = new MimeMessageHelper(message, email.html() != null, StandardCharsets.UTF_8.name());
        helper.setFrom(sender(email.from()));
        if (email.replyTo() != null) {
            helper.setReplyTo(sender(email.replyTo()));
        }
        helper.setTo(new InternetAddress(to.text(), true));
        String subject = Texts.cut(email.subject(), LONGEST_SUBJECT);
        helper.setSubject(subject);
        if (subject.contains(ENCODED)) {
            message.setHeader("Subject", encoded(subject));
        }
        helper.setSentDate(Date.from(clock.instant()));
        if (email.html() == null) {
            helper.setText(email.text());
        } else {
            helper.setText(email.text(), email.html());
        }
        message.setHeader("X-Notification-ID", email.notificationId().toString());
        message.setHeader("Auto-Submitted", "auto-generated");
        if (email.unsubscribe() != null) {
            message.setHeader("List-Unsubscribe", "<" + email.unsubscribe() + ">");
            message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        message.saveChanges();
        return message;
    }

    /** In encoded words, each of whole characters, so that readers see the text as it was. */
    private static String encoded(String text) {
        List<String> words = new ArrayList<>();
        ByteArrayOutputStream word = new ByteArrayOutputStream();
        text.codePoints()
                .mapToObj(character -> Character.toString(character).getBytes(StandardCharsets.UTF_8))
                .forEach(character -> {
                    if (word.size() + character.length > OF_A_WORD) {
                        words.add(encoded(word));
                        word.reset();
                    }
                    word.writeBytes(character);
                });
        words.add(encoded(word));
        return String.join("\r\n ", words);
    }

    private static String encoded(ByteArrayOutputStream word) {
        return ENCODED + "UTF-8?B?" + Base64.getEncoder().encodeToString(word.toByteArray()) + "?=";
    }

    /** An address with or without a name, which may be of any script. */
    static InternetAddress sender(String text) throws MessagingException {
        InternetAddress address = new InternetAddress(text, true);
        try {
            return address.getPersonal() == null
                    ? address
                    : new InternetAddress(address.getAddress(), address.getPersonal(), StandardCharsets.UTF_8.name());
        } catch (UnsupportedEncodingException impossible) {
            throw new MessagingException(impossible.getMessage());
        }
    }

    /** A message whose id is the same each time, so that receivers can drop a repetition, and that knows whether it left. */
    static final class Composed extends MimeMessage {
        private final String id;
        private final boolean needsUtf8;
        private volatile boolean written;

        private Composed(Session session, boolean needsUtf8, String id) {
            super(session);
            this.id = id;
            this.needsUtf8 = needsUtf8;
        }

        boolean needsUtf8() {
            return needsUtf8;
        }

        /** Whether all of it was handed to a connection; what the server made of it may be unknown. */
        boolean isWritten() {
            return written;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + id + ">");
        }

        @Override
        public void writeTo(OutputStream out, String @Nullable [] ignored) throws IOException, MessagingException {
            super.writeTo(out, ignored);
            written = true;
        }
    }
}
