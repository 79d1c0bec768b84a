package dev.concierge.search.assistant.dialogue;

import java.util.Locale;
import java.util.regex.Pattern;

/** What a guest says to a question. Only what is nothing but a yes is one. */
public enum Assent {
    YES,
    NO,
    NEITHER;

    private static final Pattern SIGNS = Pattern.compile("[^\\p{L}\\p{N}' ]+");
    private static final Pattern SPACES = Pattern.compile(" +");
    private static final Pattern YES_ALONE =
            Pattern.compile("(?:(?:yes|yeah|yep|sure|ok|okay|ja|jawohl|gerne|klar|in ordnung)(?: |$)"
                    + "|(?:please|bitte|do it|do so|go ahead|confirm|confirmed|i confirm|book it|mach das|mach es"
                    + "|bestätigt|ich bestätige|buche es|buch es|gern)(?: |$)){1,4}");
    private static final Pattern NO_FIRST = Pattern.compile(
            "(?:no|nope|don't|do not|never mind|cancel that|nein|nee|lieber nicht|doch nicht)(?: .*|$)");

    public static Assent of(String text) {
        String plain = SPACES.matcher(
                        SIGNS.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(" "))
                .replaceAll(" ")
                .strip();
        if (YES_ALONE.matcher(plain).matches() && !isPoliteAlone(plain)) {
            return YES;
        }
        return NO_FIRST.matcher(plain).matches() ? NO : NEITHER;
    }

    /** No yes is in it. */
    private static boolean isPoliteAlone(String plain) {
        return plain.replace("please", "").replace("bitte", "").isBlank();
    }
}
