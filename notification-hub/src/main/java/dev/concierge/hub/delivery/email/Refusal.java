package dev.concierge.hub.delivery.email;

import dev.concierge.platform.input.Texts;
import jakarta.mail.MessagingException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;

/**
 * Why a mail did not go out.
 *
 * @param isFinal whether the server refused this mail for good (5xx, RFC 5321); anything else may pass
 * @param reason what the server said, without any address: it is stored, logged and sent on
 */
record Refusal(boolean isFinal, String reason) {
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>:;,\"']+@[^\\s<>:;,\"']+");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final int MAX_LENGTH = 200;

    /** Authentication required, mechanism too weak, credentials wrong, encryption required: ours to mend. */
    private static final Set<Integer> OUR_OWN_FAULT = Set.of(530, 534, 535, 538);

    static Refusal of(MailException failure) {
        Throwable said = failure;
        for (Throwable cause : causes(failure)) {
            OptionalInt code = code(cause);
            if (code.isPresent()) {
                boolean isFinal = code.getAsInt() >= 500 && !OUR_OWN_FAULT.contains(code.getAsInt());
                return new Refusal(isFinal && !(failure instanceof MailAuthenticationException), clean(cause));
            }
            said = cause;
        }
        return new Refusal(false, clean(said));
    }

    static String clean(String text) {
        String line = BLANKS.matcher(ADDRESS.matcher(text).replaceAll("…")).replaceAll(" ");
        return Texts.cut(line.strip(), MAX_LENGTH);
    }

    private static String clean(Throwable cause) {
        String message = cause.getMessage();
        return clean(message == null ? cause.getClass().getSimpleName() : message);
    }

    private static OptionalInt code(Throwable failure) {
        return switch (failure) {
            case SMTPAddressFailedException address -> OptionalInt.of(address.getReturnCode());
            case SMTPSenderFailedException sender -> OptionalInt.of(sender.getReturnCode());
            case SMTPSendFailedException send -> OptionalInt.of(send.getReturnCode());
            default -> OptionalInt.empty();
        };
    }

    /** Breadth first: Spring keeps the failures of each message beside its cause, Jakarta Mail has a chain of its own. */
    private static Iterable<Throwable> causes(MailException failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Throwable> open = new ArrayDeque<>(Set.of(failure));
        Deque<Throwable> causes = new ArrayDeque<>();
        while (!open.isEmpty()) {
            Throwable next = open.removeFirst();
            if (seen.add(next)) {
                causes.add(next);
                below(next).forEach(open::addLast);
            }
        }
        return causes;
    }

    private static Stream<Throwable> below(Throwable failure) {
        Stream<? extends Throwable> special = switch (failure) {
            case MailSendException send -> Stream.of(send.getMessageExceptions());
            case MessagingException mail -> Stream.ofNullable(mail.getNextException());
            default -> Stream.empty();
        };
        return Stream.concat(special, Stream.ofNullable(failure.getCause()));
    }
}
