package dev.concierge.journey.definition;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How often one guest may come in, whatever lets them in. Without them whoever may post an event could start runs
 * without end.
 *
 * @param live runs of the guest that may be under way at once
 * @param rate runs that may begin within a time
 * @param priority which journeys it goes before; null where it shares its guests with all
 */
public record EntryRules(
        Reentry reentry, int live, Rate rate, @Nullable Priority priority) {
    /** Those of a definition that says nothing: generous, and yet bounds. */
    public static final EntryRules DEFAULT =
            new EntryRules(Reentry.ALWAYS, 100, new Rate(100, Duration.ofHours(1)), null);

    /** Whether a guest who has been in may come in again. */
    public enum Reentry {
        NEVER,
        AFTER_EXIT,
        ALWAYS
    }

    /**
     * Of the journeys of a group a guest is on one at a time: one of a higher rank takes the place of those below it,
     * which end; whoever is on one of the same rank or a higher one is not let in.
     */
    public record Priority(String group, int rank) {
        /** Whether a guest who is on the other may not come in by this one. */
        public boolean givesWayTo(@Nullable Priority other) {
            return other != null && other.group().equals(group) && other.rank() >= rank;
        }

        /** Whether a run of the other ends when a guest comes in by this one. */
        public boolean goesBefore(@Nullable Priority other) {
            return other != null && other.group().equals(group) && other.rank() < rank;
        }
    }

    /** @param within counted from the first run on; the next one after that begins anew */
    public record Rate(int runs, Duration within) {}

    /**
     * What is remembered of a guest's runs of a journey.
     *
     * @param runs how many there have been
     * @param since when the first of those began that count for the rate
     * @param recent how many those are
     */
    public record Past(long runs, Instant since, int recent) {
        public static final Past NONE = new Past(0, Instant.EPOCH, 0);

        private int recentAt(Instant now, Duration within) {
            return now.isBefore(since.plus(within)) ? recent : 0;
        }
    }

    /** @param underWay how many runs of the guest are under way in this journey */
    public Optional<Refusal> refusal(Past past, int underWay, Instant now) {
        boolean mayComeAgain = switch (reentry) {
            case NEVER -> past.runs() == 0;
            case AFTER_EXIT -> underWay == 0;
            case ALWAYS -> true;
        };
        if (!mayComeAgain) {
            return Optional.of(Refusal.REENTRY);
        }
        if (underWay >= live) {
            return Optional.of(Refusal.LIVE);
        }
        return past.recentAt(now, rate.within()) >= rate.runs() ? Optional.of(Refusal.RATE) : Optional.empty();
    }

    /** What is remembered once the guest is in. */
    public Past after(Past past, Instant now) {
        int recent = past.recentAt(now, rate.within());
        return new Past(past.runs() + 1, recent == 0 ? now : past.since(), recent + 1);
    }
}
