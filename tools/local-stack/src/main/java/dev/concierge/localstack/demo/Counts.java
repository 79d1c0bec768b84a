package dev.concierge.localstack.demo;

import java.util.LinkedHashMap;
import java.util.Map;

/** How far the guests of one demo have come. */
public record Counts(int wanted, int registered, int profiles, int runsEntered, int mailsReceived) {
    public boolean agree() {
        return differences().isEmpty();
    }

    /** What does not have the wanted count, with what it has. */
    public Map<String, Integer> differences() {
        Map<String, Integer> differences = new LinkedHashMap<>();
        differences.put("registered", registered);
        differences.put("profiles", profiles);
        differences.put("runsEntered", runsEntered);
        differences.put("mailsReceived", mailsReceived);
        differences.values().removeIf(count -> count == wanted);
        return differences;
    }
}
