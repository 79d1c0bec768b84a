package dev.concierge.journey.engine;

import java.util.List;

/**
 * What a stimulus does to a run.
 *
 * @param run afterwards; the same when it did not move it
 */
public record Advance(Run run, List<Effect> effects, List<TimerChange> timers, List<Step> steps) {
    static Advance none(Run run) {
        return new Advance(run, List.of(), List.of(), List.of());
    }
}
