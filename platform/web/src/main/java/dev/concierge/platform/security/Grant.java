package dev.concierge.platform.security;

import org.jspecify.annotations.Nullable;

/**
 * Who a route answers: a kind of token and what it must carry.
 *
 * @param scope the scope the token needs; null for none
 * @param ownerVariable the path variable that must be the guest's own userId (someone else's answers 404); null
 *     for none
 * @param isForViewers whether an operator who is only a viewer may change something by it
 */
public record Grant(
        Caller.Kind kind, @Nullable String scope, @Nullable String ownerVariable, boolean isForViewers) {
    /** Whatever the role. */
    public Grant(Caller.Kind kind, @Nullable String scope, @Nullable String ownerVariable) {
        this(kind, scope, ownerVariable, true);
    }

    public static Grant client(String scope) {
        return new Grant(Caller.Kind.CLIENT, scope, null);
    }

    public static Grant service(String scope) {
        return new Grant(Caller.Kind.SERVICE, scope, null);
    }

    /** Operators; those who are only viewers may read. */
    public static Grant operator() {
        return new Grant(Caller.Kind.OPERATOR, null, null, false);
    }

    /** Operators whose token has the scope; those who are only viewers may read. */
    public static Grant operator(String scope) {
        return new Grant(Caller.Kind.OPERATOR, scope, null, false);
    }

    /** Operators, viewers included: for what is theirs, such as their password. */
    public static Grant anyOperator() {
        return new Grant(Caller.Kind.OPERATOR, null, null);
    }

    /** Any guest; the handler itself limits the answer to what is theirs. */
    public static Grant guest() {
        return new Grant(Caller.Kind.GUEST, null, null);
    }

    /** A guest whose userId is the value of the path variable. */
    public static Grant guestNamed(String pathVariable) {
        return new Grant(Caller.Kind.GUEST, null, pathVariable);
    }
}
