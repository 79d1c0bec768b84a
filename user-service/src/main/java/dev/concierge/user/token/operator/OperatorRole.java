package dev.concierge.user.token.operator;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What an operator may do; tokens say it in {@code grants}, and have no scope beyond it. */
public enum OperatorRole {
    /** Looks at everything. */
    @JsonProperty("viewer")
    VIEWER,
    @JsonProperty("operator")
    OPERATOR,
    /** Also says who has access: operators, clients, keys. */
    @JsonProperty("admin")
    ADMIN;

    public static final String SEE_ACCESS = "access:read";
    public static final String GIVE_ACCESS = "access:write";

    public String claim() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether its tokens may have the scope. */
    public boolean has(String scope) {
        boolean isAboutAccess = scope.equals(SEE_ACCESS) || scope.equals(GIVE_ACCESS);
        return switch (this) {
            case VIEWER -> !isAboutAccess && !scope.endsWith(":write");
            case OPERATOR -> !isAboutAccess;
            case ADMIN -> true;
        };
    }
}
