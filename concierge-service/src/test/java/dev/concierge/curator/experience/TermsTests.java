package dev.concierge.curator.experience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.concierge.curator.item.Capacity;
import dev.concierge.platform.problem.InvalidInput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an expert gets comes out of the price: nobody else gets less than was said, and all together never more than all. */
class TermsTests {
    /** Random offers: those that are taken keep every share, add the expert's, and are at most the whole. */
    @Test
    void noMoneyAppearsOrVanishes() {
        Random random = new Random(22);
        int taken = 0;
        for (int round = 0; round < 5_000; round++) {
            List<Integer> others = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                others.add(1 + random.nextInt(6_000));
            }
            int share = 1 + random.nextInt(10_000);
            int before = others.stream().mapToInt(Integer::intValue).sum();
            Map<String, @Nullable Object> offer = offer(others);
            Map<String, @Nullable Object> untouched = new HashMap<>(offer);
            boolean fits = before + share <= 10_000;
            if (!fits) {
                assertThatThrownBy(() -> Terms.check(offer, share, Capacity.EXPERT))
                        .isInstanceOf(InvalidInput.class);
                continue;
            }
            taken++;
            Terms.check(offer, share, Capacity.EXPERT);

            Map<String, @Nullable Object> terms = Terms.of("Tour", offer, party(share));

            List<Integer> after = points(terms);
            assertThat(after.subList(0, others.size())).isEqualTo(others);
            assertThat(after.getLast()).isEqualTo(share);
            assertThat(after.stream().mapToInt(Integer::intValue).sum())
                    .isEqualTo(before + share)
                    .isLessThanOrEqualTo(10_000);
            assertThat(of(terms, "charges")).isEqualTo(of(offer, "charges"));
            assertThat(offer).isEqualTo(untouched);
        }
        assertThat(taken).isGreaterThan(500);
    }

    @Test
    void withoutAShareThePriceIsAsItWas() {
        Map<String, @Nullable Object> offer = offer(List.of(300));

        assertThat(Terms.of("Tour", offer, party(null)).get("price")).isEqualTo(offer.get("price"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELF", "PARTNER", "HELP_DESK"})
    void onlyAnExpertHasAShare(Capacity capacity) {
        assertThatThrownBy(() -> Terms.check(offer(List.of()), 100, capacity)).isInstanceOf(InvalidInput.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "active"})
    void whatTheJobGivesIsNotTaken(String field) {
        assertThatThrownBy(() -> Terms.check(Map.of(field, true), null, Capacity.SELF))
                .isInstanceOf(InvalidInput.class);
    }

    private static Map<String, @Nullable Object> offer(List<Integer> others) {
        List<Map<String, Object>> shares = others.stream()
                .map(points -> Map.<String, Object>of("to", "somebody", "basisPoints", points))
                .toList();
        Map<String, @Nullable Object> offer = new HashMap<>();
        offer.put(
                "price",
                Map.of(
                        "currency",
                        "EUR",
                        "charges",
                        List.of(Map.of("name", "Tour", "amount", 9_900)),
                        "shares",
                        shares));
        return offer;
    }

    private static List<Integer> points(Map<String, @Nullable Object> terms) {
        List<Integer> points = new ArrayList<>();
        for (Object share : (List<?>) of(terms, "shares")) {
            points.add((Integer) ((Map<?, ?>) share).get("basisPoints"));
        }
        return points;
    }

    /** A part of the price. */
    private static Object of(Map<String, @Nullable Object> terms, String part) {
        Map<?, ?> price = (Map<?, ?>) Objects.requireNonNull(terms.get("price"));
        return Objects.requireNonNull(price.get(part));
    }

    private static Party party(@Nullable Integer share) {
        return new Party("ada", "grace", Capacity.EXPERT, share, Party.Consent.GIVEN, null);
    }
}
