package dev.concierge.platform.path;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;

/** Things under patterns of paths, narrowed by the first segment, so that not every pattern is tried for every request. */
public final class ByPath<T> {
    private static final String NONE = "";

    private final Map<String, List<T>> byFirstSegment = new HashMap<>();
    private final List<T> underAny = new ArrayList<>();

    /** @param all in the order in which they are to be tried */
    public ByPath(List<T> all, Function<T, PathPattern> pattern) {
        all.forEach(each -> {
            String word = word(pattern.apply(each));
            if (word != null) {
                byFirstSegment.put(word, new ArrayList<>());
            }
        });
        all.forEach(each -> add(each, word(pattern.apply(each))));
    }

    private void add(T each, @Nullable String word) {
        if (word == null) {
            underAny.add(each);
            byFirstSegment.values().forEach(list -> list.add(each));
        } else {
            byFirstSegment.getOrDefault(word, underAny).add(each);
        }
    }

    /** All whose pattern can match, in their order, and some whose pattern does not. */
    public List<T> candidates(PathContainer path) {
        return byFirstSegment.getOrDefault(firstSegment(path), underAny);
    }

    /** The first segment, unless it stands for several. */
    private static @Nullable String word(PathPattern pattern) {
        String segment = firstSegment(PathContainer.parsePath(pattern.getPatternString()));
        return segment.chars().anyMatch(character -> "*?{".indexOf(character) >= 0) ? null : segment;
    }

    private static String firstSegment(PathContainer path) {
        return path.elements().size() > 1 && path.elements().get(1) instanceof PathContainer.PathSegment segment
                ? segment.valueToMatch()
                : NONE;
    }
}
