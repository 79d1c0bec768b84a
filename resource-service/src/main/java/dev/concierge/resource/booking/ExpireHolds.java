package dev.concierge.resource.booking;

import dev.concierge.platform.database.BackgroundGauges;
import dev.concierge.platform.database.Workload;
import dev.concierge.platform.loop.BackgroundLoops;
import dev.concierge.platform.loop.Loop;
import dev.concierge.resource.availability.Claims;
import dev.concierge.resource.directory.BusinessId;
import dev.concierge.resource.shard.RoundTrip;
import dev.concierge.resource.shard.Shard;
import dev.concierge.resource.shard.Shards;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Ends what is held too long, in each shard, so that it is told in time; who wants the slot does not wait for it. */
@Component
class ExpireHolds extends BackgroundLoops {
    private static final int BATCH = 200;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration STOP = Duration.ofSeconds(10);

    private final Shards shards;
    private final Bookings bookings;
    private final Claims claims;
    private final CountBookings count;
    private final Clock clock;

    ExpireHolds(
            Shards shards,
            Bookings bookings,
            Claims claims,
            CountBookings count,
            Clock clock,
            BackgroundGauges gauges,
            MeterRegistry meters) {
        super(STOP);
        this.shards = shards;
        this.bookings = bookings;
        this.claims = claims;
        this.count = count;
        this.clock = clock;
        shards.all()
                .forEach(shard -> Gauge.builder(
                                "resource.holds.oldest.age",
                                gauges.keep(() -> overdue(shard)),
                                BackgroundGauges.Value::ageInSeconds)
                        .description("How long the oldest hold is kept beyond its time")
                        .baseUnit("seconds")
                        .tag("shard", shard.id().value())
                        .strongReference(true)
                        .register(meters));
    }

    /** In milliseconds; 0 when none is overdue. */
    private long overdue(Shard shard) {
        return shard.asOps(() -> shard.jdbc()
                .sql(
                        "select coalesce(greatest(extract(epoch from ?::timestamptz - min(expires_at)) * 1000, 0), 0)::bigint "
                                + "from tenant.bookings where expires_at is not null")
                .param(clock.instant().toString())
                .query(Long.class)
                .single());
    }

    @Override
    protected List<Loop> begin() {
        return shards.all().stream()
                .map(shard -> Loop.start("expire-holds-" + shard.id(), Workload.BACKGROUND::run, loop -> {
                    if (!shard.isUp() || expire(shard) < BATCH) {
                        loop.rest(PAUSE);
                    }
                }))
                .toList();
    }

    private int expire(Shard shard) {
        Instant now = clock.instant();
        List<BookingId> overdue = shard.asOps(() -> shard.jdbc()
                .sql("""
                        select business_id, booking_id from tenant.bookings
                        where expires_at <= ?::timestamptz order by expires_at limit ?
                        """)
                .params(now.toString(), BATCH)
                .query((row, _) -> new BookingId(
                        new BusinessId(row.getString("business_id")), row.getObject("booking_id", UUID.class)))
                .list());
        overdue.forEach(booking -> expire(shard, booking, now));
        return overdue.size();
    }

    /** Somebody else may have confirmed or ended it meanwhile. */
    private void expire(Shard shard, BookingId id, Instant now) {
        shard.asTenant(id.business().value(), () -> {
            Booking booking = bookings.lock(shard, id, List.of());
            if (booking.isOverdue(now)) {
                RoundTrip trip = shard.roundTrip();
                claims.remove(trip, booking.place(), id.value());
                bookings.change(shard, trip, booking, booking.expire(now), Actor.TIME, null, BookingTopic.EXPIRED);
                trip.run();
                count.expired(1);
            }
            return booking;
        });
    }
}
