package dev.concierge.datemaker.meet;

import dev.concierge.platform.database.Workload;
import dev.concierge.platform.effect.Effects;
import dev.concierge.platform.id.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Sees to it that spaces are ready before anybody needs them, at the pace that Google allows. */
@OnMeet
@Component
class OrderSpaces {
    private static final Duration QUOTA_WINDOW = Duration.ofMinutes(1);

    private final Spaces spaces;
    private final MeetSettings settings;
    private final Effects effects;
    private final TransactionTemplate transaction;
    private final Ids ids;
    private final Clock clock;

    OrderSpaces(
            Spaces spaces,
            MeetSettings settings,
            Effects effects,
            TransactionTemplate transaction,
            Ids ids,
            Clock clock) {
        this.spaces = spaces;
        this.settings = settings;
        this.effects = effects;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 2_000)
    void order() {
        Workload.BACKGROUND.run(() -> transaction.executeWithoutResult(_ -> orderMissing()));
    }

    private void orderMissing() {
        spaces.lock();
        Instant now = clock.instant();
        int missing = spaces.wanted(now, settings.ahead()) - spaces.free();
        int allowed = settings.spacesPerMinute() - spaces.askedSince(now.minus(QUOTA_WINDOW));
        for (int i = 0; i < Math.min(missing, allowed); i++) {
            UUID id = ids.next();
            spaces.ask(id, now);
            effects.request(id, MakeSpace.KIND, id.toString(), new MakeSpace.Wanted(now));
        }
    }
}
