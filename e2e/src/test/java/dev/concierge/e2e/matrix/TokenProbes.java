package dev.concierge.e2e.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Who gets in and who does not: every kind of token at one operation. */
record TokenProbes(Callers callers, Paths paths, Set<String> scopes) {
    private static final String BUSINESS = "business-of-nobody";

    /** What viewers change is theirs. */
    private static final String OWN_ACCOUNT = "/operators/me";

    /** Shown to whoever opens it: it asks by itself for what it shows, and says so where there is nothing. */
    private static final String PAGE = "datemaker GET /dating/my/{key}";

    /** What is not there is removed already. */
    private static final Set<String> GONE_ALREADY = Set.of(
            "dorathy-search DELETE /ops/rules/{rule}",
            "dorathy-search DELETE /ops/vocabulary/stop-words/{word}",
            "dorathy-search DELETE /ops/vocabulary/synonyms/{word}");

    List<Probe> of(ApiOperation operation) {
        List<Probe> probes = new ArrayList<>();
        callers.rejected()
                .forEach((what, token) -> probes.add(Probe.of(
                        what, harmless(operation, paths.unknown(operation)).as(token), 401)));
        if (operation.isOpen()) {
            probes.add(Probe.of("no token", paths.unknown(operation), atAnOpenDoor(operation)));
            return probes;
        }
        probes.add(Probe.of("no token", harmless(operation, paths.unknown(operation)), 401));
        probes.add(Probe.of(
                "Basic credentials",
                harmless(operation, paths.unknown(operation)).with("Authorization", "Basic YTpi"),
                401));
        kinds(operation, probes);
        guests(operation, probes);
        return probes;
    }

    private void kinds(ApiOperation operation, List<Probe> probes) {
        for (String kind : List.of("client", "service")) {
            String subject = kind.equals("client") ? "app" : "journey-service";
            boolean isLet = operation.grant(kind).isPresent();
            probes.add(door(
                    operation,
                    "a " + kind + " with every scope",
                    callers.issuer().token(kind, subject, scopes),
                    isLet));
            boolean needsScope =
                    operation.grant(kind).map(grant -> grant.scope() != null).orElse(true);
            probes.add(door(
                    operation,
                    "a " + kind + " with every scope, for one business",
                    callers.issuer().narrowed(kind, subject, scopes, BUSINESS),
                    isLet && operation.honoursBusinesses()));
            probes.add(door(
                    operation,
                    "a " + kind + " without scopes",
                    callers.issuer().token(kind, subject, Set.of()),
                    !needsScope));
            operation.grant(kind).map(ApiOperation.Grant::scope).ifPresent(scope -> {
                List<String> others =
                        scopes.stream().filter(other -> !other.equals(scope)).toList();
                probes.add(door(
                        operation,
                        "a " + kind + " with every scope but " + scope,
                        callers.issuer().token(kind, subject, others),
                        false));
                probes.add(door(
                        operation,
                        "a " + kind + " with " + scope + " alone",
                        callers.issuer().token(kind, subject, Set.of(scope)),
                        true));
            });
        }
        probes.add(door(
                operation,
                "the operator",
                callers.operator(),
                operation.grant("operator").isPresent()));
        probes.add(door(
                operation,
                "the client of the installation",
                callers.client(),
                operation.grant("client").isPresent()));
        boolean isForOperators = operation.grant("operator").isPresent();
        boolean isForAnyOperator = operation
                .grant("operator")
                .filter(grant -> grant.scope() == null)
                .isPresent();
        probes.add(door(
                operation,
                "an operator with every scope, for one business",
                callers.issuer().narrowed("operator", "olga", scopes, BUSINESS),
                isForOperators && operation.honoursBusinesses()));
        probes.add(door(
                operation,
                "a viewer",
                callers.issuer().viewer("vera"),
                isForAnyOperator
                        && (operation.method().equals("GET") || operation.path().startsWith(OWN_ACCOUNT))));
        if (operation.grant("guest").isEmpty() || !operation.honoursBusinesses()) {
            probes.add(door(
                    operation,
                    "a guest, for one business",
                    callers.issuer().narrowed("guest", callers.guestId(), Set.of(), BUSINESS),
                    false));
        }
    }

    private void guests(ApiOperation operation, List<Probe> probes) {
        operation
                .grant("guest")
                .ifPresentOrElse(
                        grant -> {
                            Call own = operation.isBareCommand() && grant.own() == null
                                    ? paths.unknown(operation) // of something that is theirs it would be done
                                    : paths.known(operation);
                            probes.add(Probe.of(
                                    "a guest, their own",
                                    harmless(operation, own).as(callers.guest()),
                                    behindTheDoor(operation)));
                            if (grant.own() != null) {
                                String other =
                                        callers.issuer().token("guest", Paths.UNKNOWN.replace('7', '8'), Set.of());
                                probes.add(Probe.of(
                                        "a guest, somebody else's",
                                        harmless(operation, own).as(other),
                                        404));
                            }
                        },
                        () -> probes.add(door(operation, "a guest", callers.guest(), false)));
    }

    private Probe door(ApiOperation operation, String what, String token, boolean isLet) {
        Call call = harmless(operation, paths.unknown(operation)).as(token);
        return isLet ? Probe.of(what + " (let in)", call, behindTheDoor(operation)) : Probe.of(what, call, 403);
    }

    /** Without a body, and of nothing that is there. */
    private static Integer[] atAnOpenDoor(ApiOperation operation) {
        if (operation.hasBody()) {
            return new Integer[] {400, 415};
        }
        boolean isOfOneThing = operation.parameters("path").findAny().isPresent();
        return new Integer[] {isOfOneThing && !operation.toString().equals(PAGE) ? 404 : 200};
    }

    /**
     * What those who are let in get for a harmless call: of a file, that it is none; of a command about nothing, and of one
     * that empties what is empty, nothing.
     */
    private static Integer[] behindTheDoor(ApiOperation operation) {
        boolean takesFile = operation.file() != null;
        boolean saysNothing = operation.documents(204)
                && (operation.method().equals("POST")
                        || operation.method().equals("DELETE")
                                && (!operation.path().endsWith("}") || GONE_ALREADY.contains(operation.toString())));
        return Stream.of(
                        Stream.of(200, 400, 404),
                        Stream.of(415).filter(_ -> takesFile),
                        Stream.of(204).filter(_ -> saysNothing))
                .flatMap(statuses -> statuses)
                .toArray(Integer[]::new);
    }

    /** Refused behind the door, so that nobody who is let in changes anything. */
    static Call harmless(ApiOperation operation, Call call) {
        if (operation.hasBody()) {
            return call.json("{");
        }
        return operation.takesKey() ? call.with(ApiOperation.KEY, "k".repeat(256)) : call;
    }
}
