package dev.concierge.platform.security.token;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.concierge.platform.security.Caller;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the caller from the claims of a verified token, whatever its issuer calls them. */
final class Claims {
    /** Who may most comes first. */
    private static final List<Caller.Kind> BY_POWER =
            List.of(Caller.Kind.OPERATOR, Caller.Kind.SERVICE, Caller.Kind.CLIENT, Caller.Kind.GUEST);

    private final Set<String> audiences;
    private final ClaimSettings settings;
    private final Map<String, Caller.Kind> kinds;
    private final Map<String, String> scopes;
    private final Map<String, String> demands;

    Claims(Collection<String> audiences, ClaimSettings settings) {
        this.audiences = Set.copyOf(audiences);
        this.settings = settings;
        this.kinds = settings.kindsByValue();
        this.scopes = settings.meanings();
        this.demands = settings.demands();
    }

    /** @throws InvalidToken when it is not for us or does not say who calls */
    Caller caller(JWTClaimsSet claims) {
        Map<String, Object> all = claims.getClaims();
        if (words(settings.audience(), all).noneMatch(audiences::contains)) {
            throw new InvalidToken("it is for somebody else (expected: one of " + audiences + " in "
                    + String.join(" or ", settings.audience()) + ")");
        }
        demands.forEach((claim, value) -> {
            if (words(List.of(claim), all).noneMatch(value::equals)) {
                throw new InvalidToken(claim + " is not " + value);
            }
        });
        return new Caller(
                subject(all),
                kind(all),
                words(settings.scope(), all).flatMap(this::scopes).collect(Collectors.toUnmodifiableSet()),
                words(settings.businesses(), all).collect(Collectors.toUnmodifiableSet()),
                words(settings.grants(), all).collect(Collectors.toUnmodifiableSet()));
    }

    private String subject(Map<String, Object> all) {
        return settings.subject().stream()
                .flatMap(claim -> Stream.ofNullable(value(claim, all)))
                .map(Object::toString)
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElseThrow(() -> new InvalidToken("it has no " + String.join(" or ", settings.subject())));
    }

    private Caller.Kind kind(Map<String, Object> all) {
        return settings.kind().stream()
                .flatMap(claim -> kindOf(claim, all).stream())
                .findFirst()
                .orElseThrow(() -> new InvalidToken(String.join(" or ", settings.kind())
                        + " says nothing that is known here (expected: one of " + kinds.keySet() + ")"));
    }

    private Optional<Caller.Kind> kindOf(String claim, Map<String, Object> all) {
        return words(List.of(claim), all)
                .flatMap(word -> Stream.ofNullable(kinds.get(word)))
                .min(Comparator.comparing(BY_POWER::indexOf));
    }

    private Stream<String> scopes(String said) {
        String scope = said.startsWith(settings.scopePrefix())
                ? said.substring(settings.scopePrefix().length())
                : said;
        return split(scopes.getOrDefault(said, scope));
    }

    /** Everything that these claims say: arrays, or words separated by spaces. */
    private static Stream<String> words(List<String> claims, Map<String, Object> all) {
        return claims.stream().map(claim -> value(claim, all)).flatMap(value -> switch (value) {
            case null -> Stream.empty();
            case Collection<?> several -> several.stream().map(String::valueOf);
            case String text -> split(text);
            default -> Stream.of(value.toString());
        });
    }

    private static Stream<String> split(String text) {
        return Arrays.stream(text.strip().split(" +", -1)).filter(word -> !word.isEmpty());
    }

    /** A claim's name may itself hold dots, as those that are addresses do. */
    private static @Nullable Object value(String claim, Map<String, Object> all) {
        Object whole = all.get(claim);
        int dot = claim.indexOf('.');
        if (whole != null || dot < 0) {
            return whole;
        }
        return all.get(claim.substring(0, dot)) instanceof Map<?, ?> below
                ? value(claim.substring(dot + 1), named(below))
                : null;
    }

    @SuppressWarnings("unchecked") // a JSON object has texts as names
    private static Map<String, Object> named(Map<?, ?> object) {
        return (Map<String, Object>) object;
    }
}
