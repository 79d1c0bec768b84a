package dev.concierge.resource.price;

import java.math.BigDecimal;
import java.util.List;

/**
 * A price and what it is made of. Charges and taxes on top add up to the total; charges without included taxes to the
 * net price; the shares to the net price.
 *
 * @param net the price without taxes
 * @param total what is to be paid
 */
public record Quote(String currency, List<Line> lines, long net, long total, List<Part> shares) {
    /** What a line is. */
    public enum Kind {
        CHARGE,
        TAX
    }

    /**
     * A charge or tax.
     *
     * @param quantity how many of the unit amount; of a tax its part of the net price
     * @param unitAmount for one; of a tax the net price
     * @param included whether the charges hold it already
     */
    public record Line(Kind kind, String name, BigDecimal quantity, long unitAmount, long amount, boolean included) {
        static Line tax(Price.Tax tax, long net, long amount) {
            return new Line(
                    Kind.TAX, tax.name(), BigDecimal.valueOf(tax.basisPoints(), 4), net, amount, tax.included());
        }

        boolean comesOnTop() {
            return kind == Kind.TAX && !included;
        }
    }

    /** What one of those who share the net price gets. */
    public record Part(String to, long amount) {
        static final String BUSINESS = "business";
    }
}
