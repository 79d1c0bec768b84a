package dev.concierge.platform.web;

import dev.concierge.platform.problem.InvalidInput;

/** Characters of a query that should have been encoded (RFC 3986, 3.4), though browsers send some of them as they are. */
public final class StrayCharacters {
    /** What a server is to let through, so that it is refused where a trace has begun. */
    public static final String ALL = "\"<>[\\]^`{|}";

    private StrayCharacters() {}

    /** @throws InvalidInput naming the parameter and the character */
    public static void check(String query) {
        for (String parameter : query.split("&", -1)) {
            checkParameter(parameter);
        }
    }

    private static void checkParameter(String parameter) {
        for (int i = 0; i < parameter.length(); i++) {
            char character = parameter.charAt(i);
            if (ALL.indexOf(character) >= 0) {
                String name = parameter.contains("=") ? parameter.substring(0, parameter.indexOf('=')) : parameter;
                throw new InvalidInput(
                        "?" + name, String.valueOf(character), "%%%02X in its place".formatted((int) character));
            }
        }
    }
}
