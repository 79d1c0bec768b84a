package dev.concierge.e2e.lists;

import java.util.List;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;

/**
 * Where a value goes in and where it is read back.
 *
 * @param in what is posted to
 * @param body of a value as JSON and of a number that no other has
 * @param out what is read, of the answer and the number
 * @param at pointers to the value in what is read
 */
record Door(
        String name,
        String in,
        BiFunction<String, Integer, String> body,
        BiFunction<JsonNode, Integer, String> out,
        List<String> at) {
    @Override
    public String toString() {
        return name;
    }
}
