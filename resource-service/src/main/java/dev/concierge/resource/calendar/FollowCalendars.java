package dev.concierge.resource.calendar;

import dev.concierge.platform.database.Workload;
import dev.concierge.platform.loop.BackgroundLoop;
import dev.concierge.platform.loop.Loop;
import dev.concierge.platform.outgoing.OutgoingAnswer;
import dev.concierge.platform.outgoing.OutgoingAnswer.Answered;
import dev.concierge.platform.outgoing.OutgoingAnswer.Refused;
import dev.concierge.platform.outgoing.OutgoingAnswer.TimedOut;
import dev.concierge.platform.outgoing.OutgoingAnswer.TooMany;
import dev.concierge.platform.outgoing.OutgoingAnswer.Unreachable;
import dev.concierge.platform.outgoing.OutgoingCall;
import dev.concierge.platform.outgoing.OutgoingCalls;
import dev.concierge.platform.problem.Fact;
import dev.concierge.resource.calendar.BusyTimes.Unreadable;
import dev.concierge.resource.directory.Directory;
import dev.concierge.resource.opening.Span;
import dev.concierge.resource.shard.Shard;
import dev.concierge.resource.shard.Shards;
import dev.concierge.resource.tenant.TenantTransactions;
import dev.concierge.resource.unit.Units;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Reads the calendars that are due, one pod each; one that cannot be read counts as it was read last. */
@Component
@EnableConfigurationProperties(CalendarSettings.class)
class FollowCalendars extends BackgroundLoop {
    private static final int BATCH = 20;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration STOP = Duration.ofSeconds(10);
    /** Longer than all of a batch take at worst: another pod reads them only when this one died. */
    private static final Duration LEASE = Duration.ofMinutes(5);
    /** Beyond it nothing can be booked. */
    private static final Duration AHEAD = Duration.ofDays(400);

    private final Shards shards;
    private final CalendarFeeds feeds;
    private final TenantTransactions tenants;
    private final Units units;
    private final Directory directory;
    private final OutgoingCalls calls;
    private final CalendarSettings settings;
    private final Clock clock;
    private final MeterRegistry meters;

    FollowCalendars(
            Shards shards,
            CalendarFeeds feeds,
            TenantTransactions tenants,
            Units units,
            Directory directory,
            OutgoingCalls calls,
            CalendarSettings settings,
            Clock clock,
            MeterRegistry meters) {
        super("follow-calendars", Workload.BACKGROUND::run, STOP);
        this.shards = shards;
        this.feeds = feeds;
        this.tenants = tenants;
        this.units = units;
        this.directory = directory;
        this.calls = calls;
        this.settings = settings;
        this.clock = clock;
        this.meters = meters;
    }

    @Override
    protected void turn(Loop loop) throws InterruptedException {
        int read = 0;
        for (Shard shard : shards.all()) {
            read += shard.isUp() ? readDue(shard) : 0;
        }
        if (read == 0) {
            loop.rest(PAUSE);
        }
    }

    private int readDue(Shard shard) {
        Instant now = clock.instant();
        List<CalendarFeed> due = shard.asOps(() -> feeds.takeDue(shard, now, now.plus(LEASE), BATCH));
        due.forEach(this::read);
        return due.size();
    }

    private void read(CalendarFeed feed) {
        OutgoingAnswer answer = calls.send(new OutgoingCall(
                "GET",
                feed.url(),
                Map.of("Accept", "text/calendar"),
                new byte[0],
                feed.place().business().value()));
        try {
            Span bookable = new Span(
                    clock.instant().minus(Duration.ofDays(1)), clock.instant().plus(AHEAD));
            keep(feed, BusyTimes.in(file(answer), directory.find(feed.place()).zone(), bookable), null);
            count("read");
        } catch (Unreadable | NoFile failed) {
            keep(feed, null, failed.getMessage());
            count("failed");
        } catch (Fact gone) {
            count("gone"); // with its location
        }
    }

    /** @param busy null leaves what was read before */
    private void keep(CalendarFeed feed, @Nullable List<Span> busy, @Nullable String failure) {
        boolean _ = tenants.write(feed.place(), shard -> {
            var _ = units.lock(shard, feed.place(), feed.unit());
            Instant now = clock.instant();
            if (feeds.read(shard, feed, now, now.plus(settings.every()), failure) && busy != null) {
                feeds.replaceBusy(shard, feed.place(), feed.unit(), busy);
            }
            return true;
        });
    }

    private static byte[] file(OutgoingAnswer answer) throws NoFile {
        return switch (answer) {
            case Answered some when !some.isSuccess() -> throw new NoFile("it answered " + some.status());
            case Answered some when !some.whole() -> throw new NoFile("it is larger than is read");
            case Answered some -> some.body();
            case Refused(String reason) -> throw new NoFile(reason);
            case TooMany(String reason) -> throw new NoFile(reason);
            case TimedOut(String reason) -> throw new NoFile(reason);
            case Unreachable(String reason) -> throw new NoFile(reason);
        };
    }

    private void count(String outcome) {
        Counter.builder("resource.calendars")
                .description("Calendars of other tools that were to be read, by how it ended")
                .tag("outcome", outcome)
                .register(meters)
                .increment();
    }

    /** Nothing to be read came. */
    private static final class NoFile extends Exception {
        NoFile(String why) {
            super(why);
        }
    }
}
