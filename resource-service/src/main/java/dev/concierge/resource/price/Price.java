package dev.concierge.resource.price;

import dev.concierge.platform.problem.InvalidInput;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a booking costs.
 *
 * @param currency ISO 4217
 * @param charges what is charged; their sum is the price, with the taxes that are included
 * @param taxes on the price without taxes
 * @param shares who gets how much of the price without taxes; the business gets what is left
 */
public record Price(
        @NotNull @Pattern(regexp = "^[A-Z]{3}$") @Schema(example = "EUR")
        String currency,

        @NotEmpty @Size(max = 20) List<@Valid @NotNull Charge> charges,
        @Size(max = 10) List<@Valid @NotNull Tax> taxes,
        @Size(max = 20) List<@Valid @NotNull Share> shares) {
    private static final int WHOLE = 10_000;
    private static final BigDecimal MINUTES_OF_AN_HOUR = BigDecimal.valueOf(60);

    public Price {
        taxes = taxes == null ? List.of() : taxes;
        shares = shares == null ? List.of() : shares;
    }

    /** @throws InvalidInput when its parts do not fit each other */
    public void check(String pointer) {
        if (!isCurrency(currency)) {
            throw new InvalidInput(pointer + "/currency", currency, "a currency of ISO 4217 such as EUR");
        }
        int shared = shares.stream().mapToInt(Share::basisPoints).sum();
        if (shared > WHOLE) {
            throw new InvalidInput(pointer + "/shares", shared, "at most " + WHOLE + " basis points together");
        }
    }

    /** What so many people pay for so long. */
    public Quote quote(int persons, Duration length) {
        List<Quote.Line> lines = new ArrayList<>();
        charges.forEach(charge -> lines.add(charge.line(persons, length)));
        long gross = lines.stream().mapToLong(Quote.Line::amount).sum();
        List<Tax> included = taxes.stream().filter(Tax::included).toList();
        int includedRate = included.stream().mapToInt(Tax::basisPoints).sum();
        long includedTax = portion(gross, includedRate, WHOLE + includedRate);
        long net = gross - includedTax;
        List<Long> parts = Amounts.split(
                includedTax,
                included.stream().map(tax -> (long) tax.basisPoints()).toList());
        for (int i = 0; i < included.size(); i++) {
            lines.add(Quote.Line.tax(included.get(i), net, parts.get(i)));
        }
        taxes.stream()
                .filter(tax -> !tax.included())
                .forEach(tax -> lines.add(Quote.Line.tax(tax, net, portion(net, tax.basisPoints(), WHOLE))));
        long total = gross
                + lines.stream()
                        .filter(Quote.Line::comesOnTop)
                        .mapToLong(Quote.Line::amount)
                        .sum();
        return new Quote(currency, List.copyOf(lines), net, total, shared(net));
    }

    private List<Quote.Part> shared(long net) {
        int left = WHOLE - shares.stream().mapToInt(Share::basisPoints).sum();
        List<Long> amounts = Amounts.split(
                net,
                Stream.concat(Stream.of(left), shares.stream().map(Share::basisPoints))
                        .map(Integer::longValue)
                        .toList());
        List<Quote.Part> parts = new ArrayList<>(List.of(new Quote.Part(Quote.Part.BUSINESS, amounts.getFirst())));
        for (int i = 0; i < shares.size(); i++) {
            parts.add(new Quote.Part(shares.get(i).to(), amounts.get(i + 1)));
        }
        return List.copyOf(parts);
    }

    private static long portion(long amount, long of, long whole) {
        return BigDecimal.valueOf(amount)
                .multiply(BigDecimal.valueOf(of))
                .divide(BigDecimal.valueOf(whole), 0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    private static boolean isCurrency(String code) {
        return Currency.getAvailableCurrencies().stream()
                .anyMatch(known -> known.getCurrencyCode().equals(code) && known.getDefaultFractionDigits() >= 0);
    }

    /**
     * One line of a price list.
     *
     * @param amount in the currency's smallest unit
     */
    public record Charge(
            @NotBlank @Size(max = 200) String name,
            @NotNull Per per,
            @Min(0) @Max(1_000_000_000) long amount) {
        Quote.Line line(int persons, Duration length) {
            BigDecimal hours =
                    BigDecimal.valueOf(length.toMinutes()).divide(MINUTES_OF_AN_HOUR, 4, RoundingMode.HALF_UP);
            BigDecimal minutes = BigDecimal.valueOf(length.toMinutes());
            BigDecimal each = BigDecimal.valueOf(amount);
            BigDecimal people = BigDecimal.valueOf(persons);
            return switch (per) {
                case BOOKING -> line(BigDecimal.ONE, each);
                case PERSON -> line(people, each.multiply(people));
                case HOUR -> line(hours, perHour(each.multiply(minutes)));
                case PERSON_HOUR ->
                    line(people.multiply(hours), perHour(each.multiply(people).multiply(minutes)));
            };
        }

        private Quote.Line line(BigDecimal quantity, BigDecimal exact) {
            return new Quote.Line(
                    Quote.Kind.CHARGE,
                    name,
                    quantity.stripTrailingZeros().scale() <= 0
                            ? quantity.setScale(0, RoundingMode.UNNECESSARY)
                            : quantity.stripTrailingZeros(),
                    amount,
                    exact.setScale(0, RoundingMode.HALF_UP).longValueExact(),
                    false);
        }

        private static BigDecimal perHour(BigDecimal amountTimesMinutes) {
            return amountTimesMinutes.divide(MINUTES_OF_AN_HOUR, 0, RoundingMode.HALF_UP);
        }
    }

    /**
     * A tax.
     *
     * @param basisPoints hundredths of a percent
     * @param included whether the charges hold it already
     */
    public record Tax(
            @NotBlank @Size(max = 200) String name,
            @Min(0) @Max(WHOLE) int basisPoints,
            boolean included) {}

    /**
     * What somebody else than the business gets, such as an expert.
     *
     * @param to who
     * @param basisPoints hundredths of a percent of the price without taxes
     */
    public record Share(
            @NotBlank @Size(max = 200) String to,
            @Min(1) @Max(WHOLE) int basisPoints) {}

    /** What a charge is multiplied by. */
    public enum Per {
        BOOKING,
        PERSON,
        HOUR,
        PERSON_HOUR
    }
}
