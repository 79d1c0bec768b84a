package dev.concierge.journey.engine;

import java.util.List;

/**
 * What a stimulus does to a run.
 *
 * @param run afterwards; the same when it did not move it
 * @param allowance what is left of it
 */
public record Advance(Run run, List<Effect> effects, List<TimerChange> timers, List<Step> steps, Allowance allowance) {
    static Advance none(Run run, Allowance allowance) {
        return new Advance(run, List.of(), List.of(), List.of(), allowance);
    }
}
