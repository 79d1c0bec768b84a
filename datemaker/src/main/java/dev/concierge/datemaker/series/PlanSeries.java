package dev.concierge.datemaker.series;

import dev.concierge.datemaker.event.PlanEvent;
import dev.concierge.platform.database.Workload;
import dev.concierge.platform.id.Ids;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.data.domain.Limit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Plans the events of series some weeks ahead, each once. */
@Component
@EnableConfigurationProperties(SeriesSettings.class)
class PlanSeries {
    private static final int BATCH = 20;

    private final SeriesOfEvents series;
    private final PlanEvent planEvent;
    private final SeriesSettings settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PlanSeries(
            SeriesOfEvents series,
            PlanEvent planEvent,
            SeriesSettings settings,
            TransactionTemplate transaction,
            Clock clock) {
        this.series = series;
        this.planEvent = planEvent;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 2_000)
    void plan() {
        Workload.BACKGROUND.run(() -> transaction.executeWithoutResult(_ -> planAhead()));
    }

    /** By the hour, so that a series is not looked at again with every look. */
    private void planAhead() {
        Instant until = clock.instant().plus(settings.ahead()).truncatedTo(ChronoUnit.HOURS);
        for (Series one : series.plannedBefore(until, Limit.of(BATCH))) {
            plan(one, until);
        }
    }

    void plan(Series one, Instant until) {
        for (Instant start : one.planTo(until)) {
            planEvent.plan(Ids.derived(one.id(), start.toString()), start, one.id(), one.template());
        }
        series.save(one);
    }
}
