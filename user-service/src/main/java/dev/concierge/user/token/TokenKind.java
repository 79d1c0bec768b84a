package dev.concierge.user.token;

import java.util.Locale;

/** Whom a token speaks for, claim {@code kind}. */
public enum TokenKind {
    CLIENT,
    SERVICE,
    GUEST,
    OPERATOR;

    public String claim() {
        return name().toLowerCase(Locale.ROOT);
    }
}
