package dev.concierge.user.profile;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How much a guest spends, as a class from 0 up: how many of the rules' bounds are reached. */
final class SpendingClass {
    private SpendingClass() {}

    /** By amounts where any are known whose currency has bounds, of several the highest; else by how often they buy. */
    static @Nullable Integer of(
            Profile profile,
            Instant moment,
            PersonaSettings settings,
            ProfileRules.Spending rules,
            Map<String, String> why) {
        Integer highest = null;
        for (ProfileRules.Amounts bounds : rules.amounts()) {
            Affinity spent = profile.spent().get(bounds.currency());
            if (spent != null) {
                double recent = spent.weightAt(moment, settings.spendingHalfLife());
                int reached = reached(bounds.from(), recent);
                if (highest == null || reached > highest) {
                    highest = reached;
                    why.put("spendingClass", because(amount(recent, bounds.currency()) + " spent recently", settings));
                }
            }
        }
        return highest != null ? highest : byPurchases(profile.purchases(), moment, settings, rules, why);
    }

    private static @Nullable Integer byPurchases(
            @Nullable Affinity purchases,
            Instant moment,
            PersonaSettings settings,
            ProfileRules.Spending rules,
            Map<String, String> why) {
        if (purchases == null) {
            why.put("spendingClass", "no purchase yet");
            return null;
        }
        double recent = purchases.weightAt(moment, settings.spendingHalfLife());
        String bought = String.format(Locale.ROOT, "%.1f recent purchases", recent);
        why.put("spendingClass", because(bought, settings) + "; amounts are not known");
        return reached(rules.purchases(), recent);
    }

    private static String because(String what, PersonaSettings settings) {
        return what + ", each halved every " + settings.spendingHalfLife().toDays() + " days";
    }

    private static String amount(double minorUnits, String currency) {
        return BigDecimal.valueOf(Math.round(minorUnits), Money.digits(currency))
                        .toPlainString() + " " + currency;
    }

    private static int reached(Collection<? extends Number> bounds, double value) {
        return (int)
                bounds.stream().filter(bound -> value >= bound.doubleValue()).count();
    }
}
