package dev.concierge.hub.delivery.bounce;

import dev.concierge.hub.delivery.email.MailIds;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a mail that came back says of the one that we sent. */
sealed interface Returned {
    /** Nobody gets mail there: a delivery status (RFC 3464) of a failure for good. */
    record Undeliverable(UUID notificationId, String status) implements Returned {}

    /** Its reader called it spam: a feedback report (RFC 5965). */
    record Complaint(UUID notificationId) implements Returned {}

    /** It changes nothing: a delay, a full mailbox, a mail that is not about one of ours. */
    record Nothing(String why, boolean isAboutOurs) implements Returned {
        Nothing(String why) {
            this(why, false);
        }
    }

    /** Of these the mailbox or its domain is not there (RFC 3463): 5.1.x but for senders, and disabled mailboxes. */
    Pattern NOBODY_THERE = Pattern.compile("5\\.(1\\.(0|1|2|3|4|6|10)|2\\.1|4\\.4)\\b.*");

    /** @param ids tells mails of ours from those of others */
    static Returned read(byte[] mail, MailIds ids) {
        try {
            MimeMessage message =
                    new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail));
            return message.isMimeType("multipart/report") && message.getContent() instanceof MimeMultipart parts
                    ? of(parts, ids)
                    : new Nothing("not a report");
        } catch (MessagingException | IOException broken) {
            return new Nothing("not a mail");
        }
    }

    private static Returned of(MimeMultipart parts, MailIds ids) throws MessagingException, IOException {
        @Nullable List<InternetHeaders> status = null;
        boolean complaint = false;
        @Nullable UUID id = null;
        for (int i = 0; i < parts.getCount(); i++) {
            BodyPart part = parts.getBodyPart(i);
            if (part.isMimeType("message/delivery-status")) {
                status = blocks(part.getInputStream().readAllBytes());
            } else if (part.isMimeType("message/feedback-report")) {
                complaint = true;
            } else if (part.isMimeType("message/rfc822") || part.isMimeType("text/rfc822-headers")) {
                id = ourId(part, ids).orElse(id);
            }
        }
        if (id == null) {
            return new Nothing("not about a mail of ours");
        }
        if (complaint) {
            return new Complaint(id);
        }
        return status == null ? new Nothing("no status", true) : of(id, status);
    }

    /** Fields about the mail, then, each after an empty line, about every recipient (RFC 3464, 2.1). */
    private static List<InternetHeaders> blocks(byte[] status) throws MessagingException {
        ByteArrayInputStream in = new ByteArrayInputStream(status);
        List<InternetHeaders> blocks = new ArrayList<>();
        while (in.available() > 0) {
            blocks.add(new InternetHeaders(in));
        }
        return blocks;
    }

    private static Returned of(UUID id, List<InternetHeaders> status) {
        for (InternetHeaders recipient : status) {
            String action = Optional.ofNullable(recipient.getHeader("Action", null))
                    .orElse("")
                    .strip();
            String code = Optional.ofNullable(recipient.getHeader("Status", null))
                    .orElse("")
                    .strip();
            if (action.equalsIgnoreCase("failed") && NOBODY_THERE.matcher(code).matches()) {
                return new Undeliverable(id, code);
            }
        }
        return new Nothing("not for good", true);
    }

    private static Optional<UUID> ourId(Part part, MailIds ids) throws MessagingException, IOException {
        String header = new InternetHeaders(part.getInputStream()).getHeader("Message-ID", null);
        return header == null ? Optional.empty() : ids.notification(header);
    }
}
