package dev.concierge.platform.security.web;

import org.jspecify.annotations.Nullable;

/**
 * What Spring Security's firewalls let pass in the name and the value of a header. They ask on every access, and their own
 * regular expressions take longer for one token than the rest of a request does.
 */
public final class HeaderCharacters {
    private HeaderCharacters() {}

    /** Assigned characters, none of them a control. */
    public static boolean isName(@Nullable String name) {
        return isAllowed(name, false);
    }

    /** The same, and tabs. */
    public static boolean isValue(@Nullable String value) {
        return isAllowed(value, true);
    }

    private static boolean isAllowed(@Nullable String text, boolean tabs) {
        if (text == null) {
            return true;
        }
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            if (character < ' ' || character > '~') {
                return isAllowedFrom(at, text, tabs);
            }
        }
        return true;
    }

    private static boolean isAllowedFrom(int start, String text, boolean tabs) {
        return text.substring(start)
                .codePoints()
                .allMatch(character -> (tabs && character == '\t')
                        || (Character.isDefined(character) && !Character.isISOControl(character)));
    }
}
