package dev.concierge.hub.delivery.email;

import dev.concierge.platform.input.Texts;
import jakarta.mail.AuthenticationFailedException;
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

/**
 * Why a mail did not go out.
 *
 * @param isFinal whether the server refused this mail for good (5xx, RFC 5321); anything else may pass
 * @param code of the answer (RFC 5321, 4.2); 0 where there was none
 * @param reason what the server said, without any address: it is stored, logged and sent on
 */
record Refusal(boolean isFinal, String reason, int code) {
    private static final Pattern ADDRESS = Pattern.compile("(?<![^\\s<>:;,\"'])[^\\s<>:;,\"'@]++@[^\\s<>:;,\"']++");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final int MAX_LENGTH = 200;
    private static final int NO_ANSWER = 0;
    private static final int PERMANENT = 500;

    /** Authentication required, mechanism too weak, credentials wrong, encryption required: ours to mend. */
    private static final Set<Integer> OUR_OWN_FAULT = Set.of(530, 534, 535, 538);

    private static final int NOT_AVAILABLE = 421;

    static Refusal of(MessagingException failure) {
        Throwable said = failure;
        for (Throwable cause : causes(failure)) {
            OptionalInt code = code(cause);
            if (code.isPresent()) {
                return new Refusal(isFinal(failure, code.getAsInt()), clean(cause), code.getAsInt());
            }
            said = cause;
        }
        return new Refusal(false, clean(said), NO_ANSWER);
    }

    /** Whether the server said something: where it did not, nobody knows what it made of a mail that was all written. */
    boolean isAnswered() {
        return code != NO_ANSWER;
    }

    /** Whether it is about this mail, so that asking another of our servers is no help. */
    boolean isOfTheMail() {
        return isAnswered() && code != NOT_AVAILABLE && !OUR_OWN_FAULT.contains(code);
    }

    private static boolean isFinal(MessagingException failure, int code) {
        return code >= PERMANENT
                && !OUR_OWN_FAULT.contains(code)
                && !(failure instanceof AuthenticationFailedException);
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
        int code = switch (failure) {
            case SMTPAddressFailedException address -> address.getReturnCode();
            case SMTPSenderFailedException sender -> sender.getReturnCode();
            case SMTPSendFailedException send -> send.getReturnCode();
            default -> NO_ANSWER;
        };
        // a connection that ended where an answer was due is told as -1
        return code > NO_ANSWER ? OptionalInt.of(code) : OptionalInt.empty();
    }

    /** Breadth first: Jakarta Mail has a chain of its own beside that of causes. */
    private static Iterable<Throwable> causes(MessagingException failure) {
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
            case MessagingException mail -> Stream.ofNullable(mail.getNextException());
            default -> Stream.empty();
        };
        return Stream.concat(special, Stream.ofNullable(failure.getCause()));
    }
}
