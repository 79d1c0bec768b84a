package dev.concierge.platform.input;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A body whose parts are judged each on its own, such as a batch: what would refuse any other body is noted, and null
 * stands in its place.
 *
 * @param faults in the order of the body
 */
public record Given(JsonNode tree, List<Fault> faults) {
    public Given {
        faults = List.copyOf(faults);
    }

    /**
     * @param path names and indices, from the root
     * @param expectation in a caller's words
     */
    public record Fault(List<String> path, Object value, String expectation) {}
}
