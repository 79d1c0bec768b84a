package dev.concierge.platform.security.web;

import dev.concierge.platform.path.ByPath;
import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.security.Access;
import dev.concierge.platform.security.Caller;
import dev.concierge.platform.security.Grant;
import dev.concierge.platform.security.token.TokenMissing;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Lets a request through or says why not; the same rules on both stacks. Denies what is not listed. */
public final class AccessRules {
    private static final List<String> PLATFORM = List.of(
            "/health", "/livez", "/readyz", "/v3/api-docs", "/v3/api-docs.yaml", "/v3/api-docs/**", "/actuator/**");

    private record Rule(Access.Route route, PathPattern pattern) {
        boolean answers(HttpMethod asked) {
            HttpMethod method = route.method();
            return method.equals(asked) || (asked.equals(HttpMethod.HEAD) && method.equals(HttpMethod.GET));
        }

        boolean isRead() {
            return route.method().equals(HttpMethod.GET) || route.method().equals(HttpMethod.HEAD);
        }
    }

    private final ByPath<Rule> rules;

    public AccessRules(List<Access> lists) {
        Access platform = new Access();
        PLATFORM.forEach(path -> platform.open(HttpMethod.GET, path));
        PathPatternParser parser = PathPatternParser.defaultInstance;
        // the most specific pattern decides, as it does for controllers
        this.rules = new ByPath<>(
                Stream.concat(Stream.of(platform), lists.stream())
                        .flatMap(list -> list.routes().stream())
                        .map(route -> new Rule(route, parser.parse(route.pattern())))
                        .sorted(Comparator.comparing(Rule::pattern))
                        .toList(),
                Rule::pattern);
    }

    /** The route that decides about requests to this path. */
    Optional<Access.Route> route(HttpMethod method, PathContainer path) {
        return rules.candidates(path).stream()
                .filter(rule -> rule.answers(method) && rule.pattern().matches(path))
                .map(Rule::route)
                .findFirst();
    }

    /** Throws the problem unless the caller, null for none, may pass. */
    public void check(HttpMethod method, PathContainer path, @Nullable Caller caller) {
        for (Rule rule : rules.candidates(path)) {
            PathPattern.PathMatchInfo match =
                    rule.answers(method) ? rule.pattern().matchAndExtract(path) : null;
            if (match != null) {
                check(rule, match, path, caller);
                return;
            }
        }
        if (caller == null) {
            throw new TokenMissing();
        }
        Set<HttpMethod> others = rules.candidates(path).stream()
                .filter(rule -> rule.pattern().matches(path))
                .map(rule -> rule.route().method())
                .collect(Collectors.toSet());
        throw others.isEmpty() ? new NothingHere(path.value()) : new MethodNotAllowedException(method, others);
    }

    private static void check(Rule rule, PathPattern.PathMatchInfo match, PathContainer path, @Nullable Caller caller) {
        List<Grant> grants = rule.route().grants();
        if (grants.isEmpty()) {
            return;
        }
        if (caller == null) {
            throw new TokenMissing();
        }
        if (!caller.businesses().isEmpty() && !rule.route().honoursBusinesses()) {
            throw new NotAllowed("a token that is not for some businesses only");
        }
        boolean onlySomeoneElses = false;
        boolean onlyToRead = false;
        for (Grant grant : grants) {
            if (grant.kind() == caller.kind()
                    && (grant.scope() == null || caller.scopes().contains(grant.scope()))) {
                if (!isOwner(grant, match, caller)) {
                    onlySomeoneElses = true;
                } else if (rule.isRead() || grant.isForViewers() || !caller.mayOnlyRead()) {
                    return;
                } else {
                    onlyToRead = true;
                }
            }
        }
        if (onlyToRead) {
            throw new NotAllowed("an operator whose role is not viewer");
        }
        throw onlySomeoneElses ? new NothingHere(path.value()) : new NotAllowed(needed(grants));
    }

    private static boolean isOwner(Grant grant, PathPattern.PathMatchInfo match, Caller caller) {
        return grant.ownerVariable() == null
                || caller.subject().equals(match.getUriVariables().get(grant.ownerVariable()));
    }

    private static String needed(List<Grant> grants) {
        return grants.stream()
                .map(grant -> grant.kind().name().toLowerCase(Locale.ROOT)
                        + (grant.scope() == null ? "" : " with scope " + grant.scope()))
                .distinct()
                .collect(Collectors.joining(" or "));
    }

    /** The caller is known, but the route does not answer such callers. */
    static final class NotAllowed extends Fact {
        NotAllowed(String needed) {
            super(Kind.FORBIDDEN, "forbidden", "This token may not do that (expected: " + needed + ").");
        }
    }

    /** No such route, or something of another guest, whose existence is none of the caller's business. */
    private static final class NothingHere extends Fact {
        NothingHere(String path) {
            super(Kind.NOT_FOUND, "not-found", "There is nothing at " + path + ".");
        }
    }
}
