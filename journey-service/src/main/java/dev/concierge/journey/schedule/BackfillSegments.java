package dev.concierge.journey.schedule;

import dev.concierge.journey.JourneySettings;
import dev.concierge.journey.catalogue.Backfills;
import dev.concierge.journey.catalogue.Backfills.Due;
import dev.concierge.journey.catalogue.Versions;
import dev.concierge.journey.schedule.EnterScheduled.Portion;
import dev.concierge.platform.database.Workload;
import dev.concierge.platform.loop.BackgroundLoop;
import dev.concierge.platform.loop.Loop;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClientException;

/**
 * Takes in who was in a journey's segment before the journey was live, in no order but by their ids, and no faster than
 * its pace. Who comes later is told; and nobody who has been in is taken in here, so a guest of both is in once.
 */
@Component
class BackfillSegments extends BackgroundLoop {
    private static final Logger log = LoggerFactory.getLogger(BackfillSegments.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Duration AGAIN = Duration.ofSeconds(10);
    private static final Duration STOP = Duration.ofSeconds(5);

    private final Backfills backfills;
    private final Versions versions;
    private final Segments segments;
    private final TakeIn takeIn;
    private final TransactionTemplate transaction;
    private final JourneySettings settings;
    private final Clock clock;

    BackfillSegments(
            Backfills backfills,
            Versions versions,
            Segments segments,
            TakeIn takeIn,
            TransactionTemplate transaction,
            JourneySettings settings,
            Clock clock) {
        super("backfill-segments", Workload.BACKGROUND::run, STOP);
        this.backfills = backfills;
        this.versions = versions;
        this.segments = segments;
        this.takeIn = takeIn;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    protected void turn(Loop turns) throws InterruptedException {
        backfills.notice(clock.instant(), settings.backfillAfter());
        Optional<Due> due = backfills.due(clock.instant());
        while (due.isPresent() && !turns.isStopping()) {
            step(due.get(), clock.instant());
            due = backfills.due(clock.instant());
        }
        turns.rest(BETWEEN_LOOKS);
    }

    private void step(Due due, Instant now) {
        Portion portion = Portion.of(versions.find(due.journeyId(), due.version())
                .orElseThrow()
                .limits()
                .entriesPerMinute());
        Segments.Page page;
        try {
            page = members(due, Math.min(portion.guests(), Segments.MOST));
        } catch (RestClientException away) {
            log.warn("Segment {} cannot be read; tried again in {}", due.segmentId(), AGAIN, away);
            transaction.executeWithoutResult(_ -> {
                if (backfills.lock(due)) {
                    backfills.goOn(due, due.after(), 0, now.plus(AGAIN));
                }
            });
            return;
        }
        List<String> guests = page.items().stream()
                .filter(member -> member.enteredAt().isBefore(due.liveAt()))
                .map(Segments.Member::userId)
                .toList();
        transaction.executeWithoutResult(_ -> {
            if (backfills.lock(due)) {
                guests.forEach(guest -> takeIn.forTheFirstTime(due.journeyId(), guest, "backfill:" + due.liveAt()));
                if (page.next() == null) {
                    backfills.end(due, guests.size(), now);
                } else {
                    backfills.goOn(due, page.next(), guests.size(), now.plus(portion.pause()));
                }
            }
        });
    }

    private Segments.Page members(Due due, int most) {
        try {
            return segments.members(due.segmentId(), due.after().isEmpty() ? null : due.after(), most);
        } catch (HttpClientErrorException.NotFound gone) {
            log.warn("There is no segment {}: nobody was in it before {}", due.segmentId(), due.journeyId());
            return new Segments.Page(List.of(), null);
        }
    }
}
