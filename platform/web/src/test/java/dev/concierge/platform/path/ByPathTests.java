package dev.concierge.platform.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

class ByPathTests {
    private static final List<PathPattern> PATTERNS = List.of(
                    "/", "/users/{id}/events", "/users/**", "/{any}/events", "/user?/x", "/docs", "/a b", "/*/x", "/**")
            .stream()
            .map(PathPatternParser.defaultInstance::parse)
            .toList();

    /** As if every pattern were tried in turn. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "//",
                "/users",
                "/users/",
                "/users/1",
                "/users/1/events",
                "/us%65rs/1/events",
                "/others/events",
                "/users/x",
                "/userx/x",
                "/docs",
                "/docs/x",
                "/a%20b",
                "/Users/1",
                "/users;v=1/2",
                "/%2a/x"
            })
    void theSameOnesMatchInTheSameOrder(String path) {
        PathContainer container = PathContainer.parsePath(path);
        ByPath<PathPattern> patterns = new ByPath<>(PATTERNS, pattern -> pattern);

        assertThat(matching(patterns.candidates(container), container)).isEqualTo(matching(PATTERNS, container));
    }

    private static List<PathPattern> matching(List<PathPattern> candidates, PathContainer path) {
        return candidates.stream().filter(pattern -> pattern.matches(path)).toList();
    }
}
