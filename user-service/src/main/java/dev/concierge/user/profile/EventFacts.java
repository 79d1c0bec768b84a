package dev.concierge.user.profile;

import dev.concierge.user.history.Deed;
import dev.concierge.user.history.Deeds;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Reads what a rule looks for out of an event; clients write what they like, so whatever does not fit is nothing. */
final class EventFacts {
    private static final double MOST = 1e12;
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    private EventFacts() {}

    static Optional<String> topic(ProfileRules.EventRule rule, Deed deed) {
        return text(at(deed, rule.topicAt())).map(Deeds::asTopic);
    }

    static Optional<Money> spent(ProfileRules.EventRule rule, Deed deed) {
        JsonNode amount = at(deed, rule.amountAt());
        Optional<String> currency = text(at(deed, rule.currencyAt()))
                .map(written -> written.strip().toUpperCase(Locale.ROOT))
                .filter(written -> CURRENCY.matcher(written).matches());
        if (!amount.isNumber() || currency.isEmpty()) {
            return Optional.empty();
        }
        boolean isMajor = rule.unit() == ProfileRules.EventRule.Unit.MAJOR;
        // of a whole number that no double can hold it would throw, and park the guest's events with it
        double written = amount.asDouble(Double.POSITIVE_INFINITY);
        double minor = written * (isMajor ? Math.pow(10, Money.digits(currency.get())) : 1);
        return minor > 0 && minor <= MOST ? Optional.of(new Money(minor, currency.get())) : Optional.empty();
    }

    private static Optional<String> text(JsonNode node) {
        return node.isString() && !node.stringValue().isBlank() ? Optional.of(node.stringValue()) : Optional.empty();
    }

    private static JsonNode at(Deed deed, @Nullable String pointer) {
        return pointer == null ? MissingNode.getInstance() : deed.attributes().at(pointer);
    }
}
