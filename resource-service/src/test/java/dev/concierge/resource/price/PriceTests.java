package dev.concierge.resource.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.resource.price.Price.Charge;
import dev.concierge.resource.price.Price.Per;
import dev.concierge.resource.price.Price.Share;
import dev.concierge.resource.price.Price.Tax;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PriceTests {
    private static final int ROUNDS = 20_000;

    @Test
    void aQuoteShowsWhatItIsMadeOf() {
        Price price = new Price(
                "EUR",
                List.of(new Charge("Boat", Per.HOUR, 4000), new Charge("Vest", Per.PERSON, 150)),
                List.of(new Tax("VAT", 1900, true), new Tax("City tax", 500, false)),
                List.of(new Share("expert:ada", 1000)));

        Quote quote = price.quote(3, Duration.ofMinutes(90));

        // 6000 + 450 = 6450, with 6450 * 19 / 119 = 1029.83 of VAT in it; 5 % of 5420 on top
        assertThat(quote.lines().stream().map(Quote.Line::amount)).containsExactly(6000L, 450L, 1030L, 271L);
        assertThat(quote.net()).isEqualTo(5420);
        assertThat(quote.total()).isEqualTo(6721);
        assertThat(quote.shares()).containsExactly(new Quote.Part("business", 4878), new Quote.Part("expert:ada", 542));
    }

    @Test
    void noAmountAppearsOrVanishes() {
        Random random = new Random(1);
        for (int round = 0; round < ROUNDS; round++) {
            Price price = some(random);
            Quote quote = price.quote(1 + random.nextInt(200), Duration.ofMinutes(1 + random.nextInt(50_000)));

            long charges = sum(quote, Quote.Kind.CHARGE, false);
            long included = sum(quote, Quote.Kind.TAX, true);
            long onTop = sum(quote, Quote.Kind.TAX, false);
            assertThat(quote.total()).as("%s", price).isEqualTo(charges + onTop);
            assertThat(quote.net()).as("%s", price).isEqualTo(charges - included);
            assertThat(quote.shares().stream().mapToLong(Quote.Part::amount).sum())
                    .as("%s", price)
                    .isEqualTo(quote.net());
            assertThat(quote.lines()).allMatch(line -> line.amount() >= 0);
            assertThat(quote.shares()).allMatch(part -> part.amount() >= 0);
        }
    }

    @Test
    void aPartIsNeverOffByMoreThanOneUnit() {
        Random random = new Random(2);
        for (int round = 0; round < ROUNDS; round++) {
            long amount = random.nextLong(1_000_000_000_000L);
            List<Long> weights = new ArrayList<>();
            for (int i = 0; i <= random.nextInt(8); i++) {
                weights.add((long) random.nextInt(10_000));
            }
            long all = weights.stream().mapToLong(Long::longValue).sum();
            List<Long> parts = Amounts.split(amount, weights);

            assertThat(parts.stream().mapToLong(Long::longValue).sum()).isEqualTo(all == 0 ? 0 : amount);
            for (int i = 0; i < parts.size() && all > 0; i++) {
                assertThat(Math.abs(parts.get(i) - (double) amount * weights.get(i) / all))
                        .isLessThanOrEqualTo(1.001);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"XYZ", "XAU", "eur", "EURO"})
    void whatIsNoCurrencyIsRefused(String currency) {
        Price price = new Price(currency, List.of(new Charge("x", Per.BOOKING, 1)), List.of(), List.of());
        assertThatThrownBy(() -> price.check("/price"))
                .isInstanceOf(InvalidInput.class)
                .satisfies(fault -> assertThat(
                                ((InvalidInput) fault).errors().getFirst().pointer())
                        .isEqualTo("/price/currency"));
    }

    @Test
    void nobodySharesMoreThanThereIs() {
        Price price = new Price(
                "JPY",
                List.of(new Charge("x", Per.BOOKING, 1)),
                List.of(),
                List.of(new Share("a", 9000), new Share("b", 1001)));
        assertThatThrownBy(() -> price.check("/price")).isInstanceOf(InvalidInput.class);
    }

    private static Price some(Random random) {
        List<Charge> charges = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(5); i++) {
            charges.add(
                    new Charge("c" + i, Per.values()[random.nextInt(Per.values().length)], random.nextInt(1_000_000)));
        }
        List<Tax> taxes = new ArrayList<>();
        for (int i = 0; i < random.nextInt(4); i++) {
            taxes.add(new Tax("t" + i, random.nextInt(10_001), random.nextBoolean()));
        }
        List<Share> shares = new ArrayList<>();
        int left = 10_000;
        for (int i = 0; i < random.nextInt(4) && left > 0; i++) {
            int share = 1 + random.nextInt(left);
            left -= share;
            shares.add(new Share("s" + i, share));
        }
        return new Price("EUR", charges, taxes, shares);
    }

    private static long sum(Quote quote, Quote.Kind kind, boolean included) {
        return quote.lines().stream()
                .filter(line -> line.kind() == kind && line.included() == included)
                .mapToLong(Quote.Line::amount)
                .sum();
    }
}
