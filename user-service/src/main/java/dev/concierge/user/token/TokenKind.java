package dev.concierge.user.token;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Whom a token speaks for, claim {@code kind}. */
public enum TokenKind {
    @JsonProperty("client")
    CLIENT,
    @JsonProperty("service")
    SERVICE,
    @JsonProperty("guest")
    GUEST,
    @JsonProperty("operator")
    OPERATOR;

    public String claim() {
        return name().toLowerCase(Locale.ROOT);
    }
}
