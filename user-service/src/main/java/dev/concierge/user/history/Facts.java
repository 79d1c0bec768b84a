package dev.concierge.user.history;

import dev.concierge.platform.input.Texts;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NumericNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What rules may measure of an event: its numbers, short texts and truths, each by its JSON Pointer. Clients write what
 * they like, so whatever does not fit is nothing.
 */
public final class Facts {
    /** A pointer that is longer finds nothing. */
    public static final int LONGEST_POINTER = 100;

    private static final int MOST = 20;
    private static final int DEEPEST = 4;
    private static final int LONGEST_TEXT = 64;
    /** Before and behind the point: what is beyond would make sums costly, and is no amount. */
    private static final int WHOLE_DIGITS = 15;

    private static final int DECIMALS = 30;

    private Facts() {}

    /** As JSON, outer fields before inner ones. */
    public static String of(JsonNode attributes) {
        ObjectNode facts = JsonNodeFactory.instance.objectNode();
        Deque<Place> open = new ArrayDeque<>();
        open.add(new Place("", attributes, 0));
        for (Place place = open.poll(); place != null && facts.size() < MOST; place = open.poll()) {
            if (place.value().isObject() && place.depth() < DEEPEST) {
                place.fields(open);
            } else if (isFact(place.value()) && !place.pointer().isEmpty()) {
                facts.set(place.pointer(), place.value());
            }
        }
        return JsonMapper.shared().writeValueAsString(facts);
    }

    private record Place(String pointer, JsonNode value, int depth) {
        void fields(Deque<Place> open) {
            for (var field : value.properties()) {
                String at = pointer + "/" + field.getKey().replace("~", "~0").replace("/", "~1");
                if (at.length() <= LONGEST_POINTER && Texts.isWhole(at)) {
                    open.add(new Place(at, field.getValue(), depth + 1));
                }
            }
        }
    }

    private static boolean isFact(JsonNode value) {
        return value.isBoolean() || number(value) != null || (value.isString() && isShort(value.stringValue()));
    }

    private static boolean isShort(String text) {
        return Texts.length(text) <= LONGEST_TEXT && Texts.isWhole(text);
    }

    /** The number, if it is one that is measured. */
    public static @Nullable BigDecimal number(@Nullable JsonNode value) {
        if (!(value instanceof NumericNode numeric) || numeric.isNaN()) {
            return null;
        }
        BigDecimal number = numeric.decimalValue();
        boolean fits = (long) number.precision() - number.scale() <= WHOLE_DIGITS && number.scale() <= DECIMALS;
        return fits ? number : null;
    }
}
