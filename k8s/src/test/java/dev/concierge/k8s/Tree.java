package dev.concierge.k8s;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A node of a parsed YAML document. */
record Tree(@Nullable Object node) {
    /** The node below the given keys; empty where there is none. */
    Tree at(String... keys) {
        @Nullable Object found = node;
        for (String key : keys) {
            found = found instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return new Tree(found);
    }

    Stream<Tree> each(String... keys) {
        return at(keys).node instanceof List<?> list ? list.stream().map(Tree::new) : Stream.empty();
    }

    boolean present() {
        return node != null;
    }

    String text(String... keys) {
        return Objects.toString(Objects.requireNonNull(at(keys).node, () -> String.join(".", keys)));
    }

    Map<String, Object> map(String... keys) {
        return at(keys).node instanceof Map<?, ?> map ? copy(map) : Map.of();
    }

    String kind() {
        return text("kind");
    }

    String name() {
        return text("metadata", "name");
    }

    @Override
    public String toString() {
        return at("kind").present() ? kind() + "/" + name() : Objects.toString(node);
    }

    private static Map<String, Object> copy(Map<?, ?> map) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(Objects.toString(key), value));
        return copy;
    }
}
