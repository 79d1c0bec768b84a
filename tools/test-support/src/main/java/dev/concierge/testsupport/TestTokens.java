package dev.concierge.testsupport;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Bearer tokens that the contexts of {@link FlowTest} accept, and some that they must not. */
public final class TestTokens {
    private TestTokens() {}

    /** The API client {@code app}. */
    public static String client(String... scopes) {
        return TestToken.of("client", "app", List.of(scopes)).text();
    }

    /** The API client {@code app}, acting for one tenant. */
    public static String clientOf(String business, String... scopes) {
        return TestToken.of("client", "app", List.of(scopes))
                .forBusinesses(business)
                .text();
    }

    public static String service(String name, String... scopes) {
        return TestToken.of("service", name, List.of(scopes)).text();
    }

    /** @param userId the guest's, as text or UUID */
    public static String guest(Object userId) {
        return TestToken.of("guest", userId.toString(), List.of()).text();
    }

    /** A guest whom operators have made something besides: partner, expert, help-desk. */
    public static String guestHolding(Object userId, String... grants) {
        return TestToken.of("guest", userId.toString(), List.of())
                .holding(grants)
                .text();
    }

    /** An admin, as whoever holds the installation's secrets. */
    public static String operator() {
        return TestToken.of("operator", "cli", List.of("access:read", "access:write"))
                .holding("admin")
                .text();
    }

    /** A token of any shape, to be bent further. */
    public static TestToken token(String kind, String subject, String... scopes) {
        return TestToken.of(kind, subject, List.of(scopes));
    }

    /** Tokens that every route must answer with 401, by what is wrong with them. */
    public static Map<String, String> rejected() {
        TestToken operator = token("operator", "cli");
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("expired", operator.expired().text());
        tokens.put("forged", operator.forged().text());
        tokens.put(
                "of another issuer",
                operator.issuedBy("https://elsewhere.example").text());
        tokens.put("for another audience", operator.meantFor("elsewhere").text());
        tokens.put("unsigned", TestIssuer.unsigned(operator));
        tokens.put("not a token", "garbage");
        return tokens;
    }
}
