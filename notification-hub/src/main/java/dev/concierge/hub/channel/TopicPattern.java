package dev.concierge.hub.channel;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names topics: a {@code *} stands for any characters, everything else for itself. */
public record TopicPattern(Pattern pattern) {
    public static TopicPattern of(String text) {
        return new TopicPattern(Pattern.compile(
                Stream.of(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"))));
    }

    boolean matches(String topic) {
        return pattern.matcher(topic).matches();
    }
}
