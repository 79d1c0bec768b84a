package dev.concierge.e2e.lists;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What became of each value of a list. */
record Outcomes(List<Outcome> all) {
    /** Whole numbers and fractions as they are written. */
    private static final JsonMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /**
     * @param what was sent, for people
     * @param shown what was read back, at each place; empty where nothing was to be
     * @param fault what must never be; null when nothing is wrong
     */
    record Outcome(
            String what,
            int status,
            String detail,
            List<JsonNode> shown,
            @Nullable String fault) {
        boolean isAccepted() {
            return status < 300;
        }

        Outcome named(String name) {
            return new Outcome(name, status, detail, shown, fault);
        }

        /** Names a value by the value itself. */
        Outcome about(String text) {
            return named(JsonMapper.shared().writeValueAsString(text));
        }

        Outcome expecting(byte[] json) {
            if (!isAccepted() || fault != null) {
                return this;
            }
            try {
                return expecting(EXACT.readTree(new String(json, StandardCharsets.UTF_8)));
            } catch (JacksonException noJson) {
                return with("accepted, and no JSON");
            }
        }

        Outcome expecting(JsonNode sent) {
            return !isAccepted() || fault != null || shown.stream().allMatch(one -> isSame(sent, one))
                    ? this
                    : with("shown as " + shown + " (expected: " + sent + ")");
        }

        private Outcome with(String problem) {
            return new Outcome(what, status, detail, shown, problem);
        }

        @Override
        public String toString() {
            return what + " → " + status + " " + detail + (fault == null ? "" : ": " + fault);
        }
    }

    /** Fractions to the nearest double, whole numbers exactly. */
    private static boolean isSame(JsonNode sent, JsonNode shown) {
        if (sent.isNumber() && shown.isNumber()) {
            boolean areWhole = sent.isIntegralNumber() && shown.isIntegralNumber();
            return sent.decimalValue().compareTo(shown.decimalValue()) == 0
                    || (!areWhole && sent.doubleValue() == shown.doubleValue());
        }
        if (sent.isArray() && shown.isArray() || sent.isObject() && shown.isObject()) {
            return sent.size() == shown.size()
                    && (sent.isArray()
                            ? Stream.iterate(0, n -> n < sent.size(), n -> n + 1)
                                    .allMatch(n -> isSame(sent.get(n), shown.get(n)))
                            : sent.propertyStream()
                                    .allMatch(member -> shown.has(member.getKey())
                                            && isSame(member.getValue(), shown.get(member.getKey()))));
        }
        return sent.equals(shown);
    }

    Outcome of(int n) {
        return all.get(n);
    }

    List<String> faults() {
        return all.stream()
                .filter(outcome -> outcome.fault() != null)
                .map(Objects::toString)
                .toList();
    }

    long accepted() {
        return all.stream().filter(Outcome::isAccepted).count();
    }

    Stream<String> acceptedNames() {
        return all.stream().filter(Outcome::isAccepted).map(Outcome::what);
    }

    Stream<String> refusedNames() {
        return all.stream().filter(outcome -> !outcome.isAccepted()).map(Outcome::what);
    }

    void report(String list) {
        print(list + ": " + all.size() + ", accepted " + accepted() + ", refused " + (all.size() - accepted())
                + ", faults " + faults().size());
        all.stream()
                .filter(outcome -> !outcome.isAccepted() || outcome.fault() != null)
                .forEach(outcome -> print("  " + outcome));
    }

    static void print(String line) {
        System.out.println(line.length() > 500 ? line.substring(0, 500) + "…" : line);
    }
}
