package dev.concierge.user.user;

import dev.concierge.platform.address.EmailAddress;
import dev.concierge.platform.problem.InvalidInput;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Path;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;

/**
 * Which guests a list shows.
 *
 * @param email this address, whatever its case and however its domain is written; null for any
 * @param q how the e-mail address, the last name or "first last" begins, whatever its case; null for any
 */
record UserFilter(@Nullable String email, @Nullable String q) implements Specification<User> {
    UserFilter {
        checkPrintable("?email", email);
        checkPrintable("?q", q);
    }

    /** Each condition is served by an index. */
    @Override
    public Predicate toPredicate(Root<User> user, CriteriaQuery<?> query, CriteriaBuilder builder) {
        List<Predicate> conditions = new ArrayList<>();
        if (email != null) {
            conditions.add(builder.equal(user.get("emailKey"), key(email.strip())));
        }
        if (q != null) {
            conditions.add(beginning(user.get("details"), q.strip(), (HibernateCriteriaBuilder) builder));
        }
        return builder.and(conditions);
    }

    private static Predicate beginning(Path<UserDetails> details, String q, HibernateCriteriaBuilder builder) {
        Expression<String> pattern = builder.lower(builder.value(q.replaceAll("([\\\\%_])", "\\\\$1") + "%"));
        Path<String> firstName = details.get("firstName");
        Path<String> lastName = details.get("lastName");
        Expression<String> fullName = builder.concat(
                builder.concat(orEmpty(firstName, builder), builder.literal(" ")), orEmpty(lastName, builder));
        return builder.or(Stream.of(details.<String>get("email"), lastName, fullName)
                .map(text -> builder.like(builder.lower(text), pattern, '\\'))
                .toArray(Predicate[]::new));
    }

    /** A literal, as only that is the expression of the index. */
    private static Expression<String> orEmpty(Expression<String> text, HibernateCriteriaBuilder builder) {
        return builder.coalesce(text, builder.literal(""));
    }

    /** What is no address is nobody's. */
    private static String key(String email) {
        try {
            return EmailAddress.of(email).key();
        } catch (IllegalArgumentException noAddress) {
            return email;
        }
    }

    static void checkPrintable(String pointer, @Nullable String text) {
        if (text != null && text.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidInput(pointer, "a text with control characters (expected: printable text)");
        }
    }
}
