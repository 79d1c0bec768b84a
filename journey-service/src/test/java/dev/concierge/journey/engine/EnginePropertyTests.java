package dev.concierge.journey.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.journey.definition.Definition;
import dev.concierge.journey.engine.Effect.Moved;
import dev.concierge.journey.engine.Effect.Movement;
import dev.concierge.journey.engine.RunState.Pending;
import dev.concierge.journey.engine.RunState.Waiting;
import dev.concierge.journey.engine.Stimulus.TimerFired;
import dev.concierge.journey.guest.Guest;
import dev.concierge.journey.guest.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What holds for every definition, guest and order of stimuli; a failure names the seed that shows it again. */
@Timeout(120)
class EnginePropertyTests {
    private static final int SEEDS = 3_000;
    private static final int STIMULI = 40;
    private static final Instant START = Instant.parse("2026-11-22T09:00:00Z");
    private static final UserId GUEST = new UserId("anna");

    /** One advance of a life, with what it was given. */
    private record Moment(Definition definition, Run before, Stimulus stimulus, Circumstances given, Advance advance) {
        Advance again(Run run) {
            return Engine.advance(definition, run, stimulus, given);
        }
    }

    @Test
    void itIsDeterministic() {
        forEachMoment(moment -> assertThat(moment.again(moment.before())).isEqualTo(moment.advance()));
    }

    @Test
    void aStimulusThatComesAgainHasNoSecondEffect() {
        forEachMoment(moment -> {
            Advance again = moment.again(moment.advance().run());

            assertThat(again.run()).isEqualTo(moment.advance().run());
            assertThat(again.effects()).isEmpty();
            assertThat(again.timers()).isEmpty();
            assertThat(moment.advance().steps()).containsAll(again.steps());
        });
    }

    @Test
    void anExitedRunNeverMoves() {
        forEachMoment(moment -> {
            if (moment.before().hasExited()) {
                assertThat(moment.advance().run()).isSameAs(moment.before());
                assertThat(moment.advance().effects()).isEmpty();
                assertThat(moment.advance().timers()).isEmpty();
            }
        });
    }

    @Test
    void itDoesWhatTheNaiveInterpreterDoes() {
        forEachLife(life -> {
            Reference reference = new Reference(
                    life.getFirst().definition(), GUEST, life.getFirst().given().allowance());
            for (Moment moment : life) {
                List<String> asked = reference.take(moment.stimulus(), moment.given());

                assertThat(Reference.shown(moment.advance().run().state()))
                        .as(
                                "%s at %s of %s",
                                moment.stimulus(),
                                moment.given().now(),
                                moment.definition().nodes())
                        .isEqualTo(reference.shown());
                assertThat(moment.advance().effects().stream()
                                .filter(effect -> !(effect instanceof Moved))
                                .map(Reference::shown)
                                .toList())
                        .as("effects of %s", moment.stimulus())
                        .isEqualTo(asked);
            }
        });
    }

    /** A walk is bounded whatever is drawn: jumps are counted over the whole run, and all other circles rest. */
    @Test
    void aWalkEnds() {
        forEachMoment(moment -> assertThat(movements(moment.advance())).hasSizeLessThan(2_000));
    }

    @Test
    void aRunThatWaitsHasExactlyItsOwnTimer() {
        forEachLife(life -> {
            Set<Integer> timers = new HashSet<>();
            for (Moment moment : life) {
                if (moment.stimulus() instanceof TimerFired(int visit, boolean _)) {
                    timers.remove(visit);
                }
                moment.advance().timers().forEach(change -> {
                    switch (change) {
                        case TimerChange.Set set -> timers.add(set.visit());
                        case TimerChange.Hold hold -> timers.add(hold.visit());
                        case TimerChange.Cancel cancel -> timers.remove(cancel.visit());
                    }
                });
                assertThat(timers)
                        .isEqualTo(
                                moment.advance().run().state() instanceof Waiting waiting
                                        ? waiting.positions().stream()
                                                .filter(position -> position.until() != null)
                                                .map(RunState.Position::visit)
                                                .collect(Collectors.toSet())
                                        : Set.of());
            }
        });
    }

    @Test
    void idsOfEffectsAndStepsAreUniqueInALife() {
        forEachLife(life -> {
            List<UUID> effects = new ArrayList<>();
            Set<Step> steps = new HashSet<>();
            for (Moment moment : life) {
                moment.advance().effects().forEach(effect -> effects.add(effect.id()));
                steps.addAll(moment.advance().steps());
            }
            assertThat(effects).doesNotHaveDuplicates();
            assertThat(steps.stream().map(Step::id)).doesNotHaveDuplicates();
        });
    }

    @Test
    void aLifeIsEnteredOnceAndExitsAtMostOnceAtItsEnd() {
        forEachLife(life -> {
            List<Movement> movements = life.stream()
                    .flatMap(moment -> movements(moment.advance()).stream())
                    .map(Moved::movement)
                    .toList();
            assertThat(movements.stream().filter(Movement.ENTERED::equals).count())
                    .isLessThanOrEqualTo(1);
            assertThat(movements.indexOf(Movement.ENTERED)).isLessThanOrEqualTo(0);
            assertThat(movements.contains(Movement.EXITED))
                    .isEqualTo(life.getLast().advance().run().hasExited());
            if (movements.contains(Movement.EXITED)) {
                assertThat(movements.indexOf(Movement.EXITED)).isEqualTo(movements.size() - 1);
            }
        });
    }

    @Test
    void noLifeStaysPendingOnceEntered() {
        forEachMoment(moment -> {
            if (moment.stimulus() instanceof Stimulus.Entered) {
                assertThat(moment.advance().run().state()).isNotInstanceOf(Pending.class);
            }
        });
    }

    private static List<Moved> movements(Advance advance) {
        return advance.effects().stream()
                .filter(Moved.class::isInstance)
                .map(Moved.class::cast)
                .toList();
    }

    private static void forEachMoment(Consumer<Moment> property) {
        forEachLife(life -> life.forEach(property));
    }

    private static void forEachLife(Consumer<List<Moment>> property) {
        for (long seed = 0; seed < SEEDS; seed++) {
            try {
                property.accept(life(new Arbitrary(seed)));
            } catch (RuntimeException | AssertionError failure) {
                throw new AssertionError("seed " + seed, failure);
            }
        }
    }

    private static List<Moment> life(Arbitrary arbitrary) {
        Definition definition = arbitrary.definition();
        UUID cause = new UUID(7, 7);
        Run run = new Run(
                RunId.causedBy(cause, definition.journeyId()), definition.journeyId(), 1, GUEST, cause, new Pending());
        List<Moment> life = new ArrayList<>();
        Instant now = START;
        Guest guest = arbitrary.guest(GUEST);
        Circumstances.Pause pause = Circumstances.Pause.NONE;
        Allowance allowance = arbitrary.allowance(definition, now);
        for (int index = 0; index < STIMULI; index++) {
            Stimulus stimulus = index == 0 ? arbitrary.entered() : arbitrary.stimulus(run, now);
            if (stimulus instanceof Stimulus.GuestChanged) {
                guest = arbitrary.guest(GUEST);
            }
            Circumstances given = new Circumstances(now, guest, pause, allowance);
            Advance advance = Engine.advance(definition, run, stimulus, given);
            life.add(new Moment(definition, run, stimulus, given, advance));
            run = advance.run();
            allowance = advance.allowance();
            now = now.plus(arbitrary.time());
            pause = arbitrary.pause(pause);
        }
        return life;
    }
}
