package dev.concierge.platform.security;

import java.util.Set;
import java.util.TreeSet;

/**
 * Who calls, read from the bearer token; a controller method takes it as a parameter.
 *
 * @param subject the client's, service's or operator's id; for a guest the userId
 * @param kind which of the four kinds of token it is
 * @param scopes such as {@code users:read}
 * @param businesses the tenants it may act for
 * @param grants what a guest was given to be besides a guest, such as {@code expert}; an operator's role
 */
public record Caller(String subject, Kind kind, Set<String> scopes, Set<String> businesses, Set<String> grants) {
    /** Somebody who was given nothing of the kind. */
    public Caller(String subject, Kind kind, Set<String> scopes, Set<String> businesses) {
        this(subject, kind, scopes, businesses, Set.of());
    }

    /** The same caller for these tenants alone. */
    public Caller forBusinesses(Set<String> tenants) {
        return new Caller(subject, kind, scopes, tenants, grants);
    }

    /** The kinds of token, claim {@code kind}. */
    public enum Kind {
        CLIENT,
        SERVICE,
        GUEST,
        OPERATOR
    }

    /** Under what a key of theirs is kept: tokens of one client for different businesses are different callers. */
    public String keyspace() {
        return businesses.isEmpty() ? subject : subject + " " + String.join(" ", new TreeSet<>(businesses));
    }

    /** By which name a share of what all callers have is counted: a guest is no client of the same id. */
    public String share() {
        return kind + " " + subject;
    }

    /** Whether it is an operator who may only read: of several roles the one that may most counts, and none means operator. */
    public boolean mayOnlyRead() {
        return kind == Kind.OPERATOR
                && grants.contains("viewer")
                && !grants.contains("operator")
                && !grants.contains("admin");
    }

    /** Whether a resource of this guest may be shown: everyone but another guest. */
    public boolean maySee(String userId) {
        return kind != Kind.GUEST || subject.equals(userId);
    }
}
