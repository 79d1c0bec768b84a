package dev.concierge.platform.security.web;

import dev.concierge.platform.security.Access;
import dev.concierge.platform.security.Caller;
import dev.concierge.platform.security.Grant;
import dev.concierge.platform.token.TokenMissing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Lets a request through or says why not; the same rules on both stacks. Denies what is not listed. */
final class Doors {
    private static final List<String> PLATFORM = List.of(
            "/health", "/livez", "/readyz", "/v3/api-docs", "/v3/api-docs.yaml", "/v3/api-docs/**", "/actuator/**");

    private record Door(HttpMethod method, PathPattern pattern, List<Grant> grants) {
        boolean answers(HttpMethod asked) {
            return method.equals(asked) || (asked.equals(HttpMethod.HEAD) && method.equals(HttpMethod.GET));
        }
    }

    private final List<Door> doors;

    Doors(List<Access> lists) {
        List<Door> all = new ArrayList<>();
        PathPatternParser parser = PathPatternParser.defaultInstance;
        PLATFORM.forEach(path -> all.add(new Door(HttpMethod.GET, parser.parse(path), List.of())));
        for (Access list : lists) {
            list.routes()
                    .forEach(route -> all.add(new Door(route.method(), parser.parse(route.pattern()), route.grants())));
        }
        // the most specific pattern decides, as it does for controllers
        all.sort(Comparator.comparing(Door::pattern));
        this.doors = List.copyOf(all);
    }

    /** Throws the problem unless the caller, null for none, may pass. */
    void check(HttpMethod method, PathContainer path, @Nullable Caller caller) {
        for (Door door : doors) {
            PathPattern.PathMatchInfo match =
                    door.answers(method) ? door.pattern().matchAndExtract(path) : null;
            if (match != null) {
                check(door, match, path, caller);
                return;
            }
        }
        if (caller == null) {
            throw new TokenMissing();
        }
        Set<HttpMethod> others = doors.stream()
                .filter(door -> door.pattern().matches(path))
                .map(Door::method)
                .collect(Collectors.toSet());
        throw others.isEmpty() ? new NothingHere(path.value()) : new MethodNotAllowedException(method, others);
    }

    private static void check(Door door, PathPattern.PathMatchInfo match, PathContainer path, @Nullable Caller caller) {
        if (door.grants().isEmpty()) {
            return;
        }
        if (caller == null) {
            throw new TokenMissing();
        }
        boolean onlySomeoneElses = false;
        for (Grant grant : door.grants()) {
            if (grant.kind() == caller.kind()
                    && (grant.scope() == null || caller.scopes().contains(grant.scope()))) {
                if (isOwner(grant, match, caller)) {
                    return;
                }
                onlySomeoneElses = true;
            }
        }
        throw onlySomeoneElses ? new NothingHere(path.value()) : new NotAllowed(needed(door.grants()));
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
}
