package dev.concierge.resource.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.resource.OfferedPlace;
import dev.concierge.resource.booking.Refusal.NotPossible;
import dev.concierge.resource.booking.Refusal.TooEarlyOrLate;
import dev.concierge.resource.directory.BusinessId;
import dev.concierge.resource.directory.LocationId;
import dev.concierge.resource.directory.Place;
import dev.concierge.resource.offer.OfferId;
import dev.concierge.resource.offer.OfferTerms;
import dev.concierge.resource.opening.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Lives of bookings, drawn at random: whatever comes in which order, each unit of money is somewhere once. */
class BookingMoneyTests {
    private static final int LIVES = 5_000;
    private static final int STEPS = 12;
    private static final Instant NOW = Instant.parse("2030-05-01T10:00:00Z");

    private static final Span FAR_AWAY = new Span(
            NOW.plus(Duration.ofDays(60)), NOW.plus(Duration.ofDays(60)).plusSeconds(3600));

    private final OfferTerms terms = new JsonMapper().readValue(OfferedPlace.terms(false, true, "k"), OfferTerms.class);

    @Test
    void noAmountAppearsOrVanishesInTheLifeOfABooking() {
        Random random = new Random(3);
        int cancelledWithMoney = 0;
        for (int life = 0; life < LIVES; life++) {
            Booking booking = held(random);
            Instant now = NOW;
            long came = 0;
            long went = 0;
            boolean wasConfirmed = false;
            for (int step = 0; step < STEPS; step++) {
                now = now.plus(Duration.ofMinutes(random.nextInt(600)));
                Booking before = booking;
                long amount = 1 + random.nextInt(8_000);
                try {
                    switch (random.nextInt(9)) {
                        case 0, 1 -> {
                            booking = booking.paid(amount, now);
                            came += amount;
                        }
                        case 2 -> {
                            booking = booking.refunded(amount, now);
                            went += amount;
                        }
                        case 3 -> booking = booking.confirm(now);
                        case 4 -> booking = booking.cancel(random.nextBoolean(), now);
                        case 5 -> booking = booking.noShow(now);
                        case 6 -> booking = booking.withoutGuest(now);
                        case 7 -> booking = booking.move(later(booking.when()), random.nextBoolean(), now);
                        default -> booking = booking.isOverdue(now) ? booking.expire(now) : booking;
                    }
                } catch (Fact refused) {
                    booking = before;
                }
                wasConfirmed |= booking.status() == BookingStatus.CONFIRMED;
                Money money = booking.money();
                assertThat(money.paid()).as("%s", booking).isEqualTo(came);
                assertThat(money.refunded()).as("%s", booking).isEqualTo(went);
                assertThat(money.kept() + money.refundDue() + money.refunded())
                        .as("%s", booking)
                        .isEqualTo(came);
                assertThat(money.kept()).as("%s", booking).isNotNegative();
                assertThat(money.refundDue()).as("%s", booking).isNotNegative();
                if (booking.status() == BookingStatus.EXPIRED && !wasConfirmed) {
                    assertThat(money.kept()).as("%s", booking).isZero();
                }
                if (booking.status() == BookingStatus.REFUNDED) {
                    assertThat(money.refundDue()).as("%s", booking).isZero();
                }
                cancelledWithMoney += booking.status() == BookingStatus.CANCELLED && money.paid() > 0 ? 1 : 0;
            }
        }
        assertThat(cancelledWithMoney).isGreaterThan(LIVES / 10);
    }

    private static Span later(Span when) {
        return new Span(when.from().plus(Duration.ofDays(1)), when.to().plus(Duration.ofDays(1)));
    }

    @Test
    void noMoreGoesBackThanCame() {
        Booking paid = held(new Random(4)).paid(100, NOW).refunded(60, NOW);

        assertThat(catchThrowable(() -> paid.refunded(41, NOW))).isInstanceOf(InvalidInput.class);
        assertThat(paid.refunded(40, NOW).money()).isEqualTo(new Money(100, 0, 100));
    }

    @Test
    void whoMovesLateGetsBackNoMoreThanByCancellingThen() {
        long price = terms.price().quote(1, Duration.ofHours(1)).total();
        Booking bought = held(NOW.plus(Duration.ofHours(3))).paid(price, NOW);
        Instant early = NOW.minus(Duration.ofDays(2));

        assertThat(bought.move(FAR_AWAY, true, NOW).cancel(true, NOW).money().refundDue())
                .isEqualTo(price / 2);
        assertThat(bought.move(FAR_AWAY, true, NOW)
                        .move(bought.when(), true, NOW)
                        .move(FAR_AWAY, true, early)
                        .cancel(true, early)
                        .money()
                        .refundDue())
                .isEqualTo(price / 2);
        assertThat(bought.move(FAR_AWAY, true, early).cancel(true, NOW).money().refundDue())
                .isEqualTo(price);
    }

    @Test
    void whoMovesWithoutEndMovesSoOftenAndNoMore() {
        Booking booking = held(NOW.plus(Duration.ofDays(30)))
                .paid(terms.price().quote(1, Duration.ofHours(1)).total(), NOW);
        Span here = booking.when();
        while (booking.version() < Booking.MOST_CHANGES) {
            booking = booking.move(booking.when().equals(here) ? FAR_AWAY : here, true, NOW);
        }
        Booking often = booking;

        assertThat(catchThrowable(() -> often.move(later(here), true, NOW))).isInstanceOf(NotPossible.class);
        assertThat(often.move(later(here), false, NOW).when()).isEqualTo(later(here));
        assertThat(often.cancel(true, NOW).status()).isEqualTo(BookingStatus.CANCELLED);
    }

    @Test
    void whatTheBusinessMovesOrCancelsCostsTheGuestNothing() {
        long price = terms.price().quote(1, Duration.ofHours(1)).total();
        Booking bought = held(NOW.plus(Duration.ofHours(1))).paid(price, NOW);

        assertThat(bought.move(FAR_AWAY, false, NOW).cancel(true, NOW).money().refundDue())
                .isEqualTo(price);
        assertThat(bought.move(FAR_AWAY, true, NOW).cancel(false, NOW).money().refundDue())
                .isEqualTo(price);
    }

    @Test
    void whatHasBegunIsMovedByTheBusinessAlone() {
        Booking bought = held(NOW.plus(Duration.ofHours(1)))
                .paid(terms.price().quote(1, Duration.ofHours(1)).total(), NOW);
        Instant begun = bought.when().from();

        assertThat(catchThrowable(() -> bought.move(FAR_AWAY, true, begun))).isInstanceOf(TooEarlyOrLate.class);
        assertThat(bought.move(FAR_AWAY, false, begun).when()).isEqualTo(FAR_AWAY);
    }

    private Booking held(Random random) {
        return held(NOW.plus(Duration.ofHours(1 + random.nextInt(72))));
    }

    private Booking held(Instant from) {
        Place place = new Place(new BusinessId("b"), new LocationId("l"));
        return new Booking(
                new BookingId(place.business(), UUID.randomUUID()),
                place,
                new OfferId(place.business(), UUID.randomUUID()),
                UUID.randomUUID(),
                ZoneOffset.UTC,
                BookingStatus.HELD,
                new Span(from, from.plusSeconds(3600)),
                1,
                terms.price().quote(1, Duration.ofHours(1)),
                terms,
                Money.NONE,
                Booking.ALL,
                NOW.plus(Duration.ofMinutes(10)),
                1,
                NOW,
                NOW);
    }
}
