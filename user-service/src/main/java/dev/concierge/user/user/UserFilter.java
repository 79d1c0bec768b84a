package dev.concierge.user.user;

import dev.concierge.platform.address.EmailAddress;
import dev.concierge.platform.problem.InvalidInput;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which guests a list shows.
 *
 * @param email this address, whatever its case and however its domain is written; null for any
 * @param q how the e-mail address, the last name or "first last" begins, whatever its case; null for any
 */
record UserFilter(@Nullable String email, @Nullable String q) {
    private static final String BEGINNING = " AND (lower(email) LIKE lower(:q) OR lower(last_name) LIKE lower(:q)"
            + " OR lower(coalesce(first_name, '') || ' ' || coalesce(last_name, '')) LIKE lower(:q))";

    UserFilter {
        checkPrintable("?email", email);
        checkPrintable("?q", q);
    }

    /** The conditions after {@code WHERE}, each served by an index. */
    String condition() {
        return (email == null ? "" : " AND email_key = :email") + (q == null ? "" : BEGINNING);
    }

    Map<String, Object> parameters() {
        Map<String, Object> parameters = new HashMap<>();
        if (email != null) {
            parameters.put("email", key(email.strip()));
        }
        if (q != null) {
            parameters.put("q", q.strip().replaceAll("([\\\\%_])", "\\\\$1") + "%");
        }
        return parameters;
    }

    /** What is no address is nobody's. */
    private static String key(String email) {
        try {
            return EmailAddress.of(email).key();
        } catch (IllegalArgumentException noAddress) {
            return email;
        }
    }

    private static void checkPrintable(String pointer, @Nullable String text) {
        if (text != null && text.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidInput(pointer, "a text with control characters (expected: printable text)");
        }
    }
}
