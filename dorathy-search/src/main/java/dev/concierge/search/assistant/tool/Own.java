package dev.concierge.search.assistant.tool;

import dev.concierge.search.assistant.dialogue.Heard;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What comes from the guest's own message. A model that was talked into something by a text it read can neither put that
 * into a guest's memory nor take anything out of it.
 */
final class Own {
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern FORGETTING =
            Pattern.compile("forget|erase|delete|remove|vergiss|vergessen|lösch", Pattern.UNICODE_CASE);

    private Own() {}

    static boolean words(Heard heard, String text) {
        Set<String> said = Set.copyOf(Arrays.asList(split(heard.content())));
        return Arrays.stream(split(text)).allMatch(said::contains);
    }

    static boolean asksToForget(Heard heard) {
        return FORGETTING.matcher(heard.content().toLowerCase(Locale.ROOT)).find();
    }

    private static String[] split(String text) {
        return Arrays.stream(NO_WORD.split(text.toLowerCase(Locale.ROOT)))
                .filter(word -> !word.isEmpty())
                .distinct()
                .toArray(String[]::new);
    }
}
