package dev.concierge.resource.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * A place in a document (RFC 6901).
 *
 * @param tokens unescaped, from the root on
 */
record Pointer(List<String> tokens) {
    static final String END = "-";

    private static final Pattern BAD_ESCAPE = Pattern.compile("~(?![01])");
    private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,8}");

    /** @throws IllegalArgumentException when it is none */
    static Pointer parse(String text) {
        if (text.isEmpty()) {
            return new Pointer(List.of());
        }
        if (text.charAt(0) != '/' || BAD_ESCAPE.matcher(text).find()) {
            throw new IllegalArgumentException(text);
        }
        List<String> tokens = new ArrayList<>();
        for (String token : text.substring(1).split("/", -1)) {
            tokens.add(token.replace("~1", "/").replace("~0", "~"));
        }
        return new Pointer(List.copyOf(tokens));
    }

    boolean isRoot() {
        return tokens.isEmpty();
    }

    String last() {
        return tokens.getLast();
    }

    /** Whether the other place lies inside this one. */
    boolean contains(Pointer other) {
        return other.tokens.size() > tokens.size()
                && other.tokens.subList(0, tokens.size()).equals(tokens);
    }

    /** What is there; a missing node when nothing is. */
    JsonNode in(JsonNode document) {
        return step(document, tokens.size());
    }

    /** What holds this place; a missing node when nothing does. */
    JsonNode parentIn(JsonNode document) {
        return step(document, tokens.size() - 1);
    }

    private JsonNode step(JsonNode document, int depth) {
        JsonNode node = document;
        for (String token : tokens.subList(0, depth)) {
            node = node instanceof ArrayNode array ? array.path(index(token)) : node.path(token);
        }
        return node;
    }

    /** -1 when the token names no element: leading zeros and signs are none. */
    static int index(String token) {
        return INDEX.matcher(token).matches() ? Integer.parseInt(token) : -1;
    }
}
