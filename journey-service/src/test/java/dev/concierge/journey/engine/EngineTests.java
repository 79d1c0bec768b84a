package dev.concierge.journey.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.journey.definition.Definition;
import dev.concierge.journey.definition.DefinitionReader;
import dev.concierge.journey.definition.JourneyId;
import dev.concierge.journey.definition.NodeId;
import dev.concierge.journey.engine.Effect.Moved;
import dev.concierge.journey.engine.Effect.Movement;
import dev.concierge.journey.engine.Effect.Notify;
import dev.concierge.journey.engine.RunState.Delayed;
import dev.concierge.journey.engine.RunState.Exited;
import dev.concierge.journey.engine.RunState.Held;
import dev.concierge.journey.engine.RunState.Pending;
import dev.concierge.journey.engine.RunState.Waiting;
import dev.concierge.journey.engine.Step.What;
import dev.concierge.journey.engine.Stimulus.Cancelled;
import dev.concierge.journey.engine.Stimulus.Entered;
import dev.concierge.journey.engine.Stimulus.EventOccurred;
import dev.concierge.journey.engine.Stimulus.GuestChanged;
import dev.concierge.journey.engine.Stimulus.ReceiptArrived;
import dev.concierge.journey.engine.Stimulus.TimerFired;
import dev.concierge.journey.guest.Guest;
import dev.concierge.journey.guest.UserChanged;
import dev.concierge.journey.guest.UserId;
import dev.concierge.platform.id.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EngineTests {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final UserId ANNA = new UserId("anna");
    private static final UUID CAUSE = UUID.fromString("0199f1c2-7a10-7c3e-9b57-3f2d8a6c1e04");

    private static final Guest UNKNOWN = Guest.unknown(ANNA);
    private static final Guest SUBSCRIBED = preferring("{'email': {'subscribed': true, 'transactional': true}}");
    private static final Guest UNSUBSCRIBED = preferring("{'email': {'subscribed': false, 'transactional': true}}");

    private static final Definition WELCOME = definition("""
            {'journeyId': 'welcome', 'name': 'Welcome', 'entry': {'on': 'user.registered'}, 'start': 'may-mail', 'nodes': {
                'may-mail': {'type': 'condition', 'patience': 'PT10M',
                    'when': {'type': 'preference', 'channel': 'email', 'has': ['subscribed', 'transactional']},
                    'next': {'yes': 'mail', 'no': 'not-subscribed'}},
                'mail': {'type': 'notification', 'channels': ['email', 'live'], 'category': 'transactional',
                    'content': {'text': 'Hello'}, 'next': 'a-minute'},
                'a-minute': {'type': 'timer', 'delay': 'PT1M', 'next': 'saw-offer'},
                'saw-offer': {'type': 'condition', 'when': {'type': 'event', 'event': 'offer_viewed', 'atLeast': 2},
                    'next': {'yes': 'engaged', 'no': 'quiet'}},
                'engaged': {'type': 'exit', 'reason': 'engaged'},
                'quiet': {'type': 'exit', 'reason': 'quiet'},
                'not-subscribed': {'type': 'exit', 'reason': 'not-subscribed'}}}
            """);
    private static final Run PENDING = new Run(
            RunId.causedBy(CAUSE, WELCOME.journeyId()), new JourneyId("welcome"), 1, ANNA, CAUSE, new Pending());
    private static final Entered ENTERED = new Entered("user.registered", json("{'offer': 7}"));

    @Test
    void walksUntilTheTimer() {
        Advance advance = advance(PENDING, ENTERED, SUBSCRIBED);

        assertThat(position(advance)).isInstanceOfSatisfying(Delayed.class, delayed -> {
            assertThat(delayed.node()).isEqualTo(new NodeId("a-minute"));
            assertThat(delayed.visit()).isEqualTo(3);
            assertThat(delayed.until()).isEqualTo(NOW.plusSeconds(60));
        });
        assertThat(advance.timers()).containsExactly(new TimerChange.Set(3, NOW.plusSeconds(60)));
        assertThat(advance.effects().stream().filter(Moved.class::isInstance).map(Moved.class::cast))
                .extracting(Moved::movement)
                .containsExactly(Movement.ENTERED, Movement.ADVANCED, Movement.ADVANCED, Movement.WAITING);
        assertThat(advance.steps())
                .extracting(Step::what)
                .containsExactly(What.ENTERED, What.EVALUATED, What.REQUESTED, What.DELAYED);
    }

    @Test
    void derivesTheNotificationsIdFromRunNodeAndVisit() {
        assertThat(advance(PENDING, ENTERED, SUBSCRIBED).effects())
                .anySatisfy(effect -> assertThat(effect).isInstanceOfSatisfying(Notify.class, notify -> {
                    assertThat(notify.id()).isEqualTo(Ids.derived(PENDING.id().value(), "mail:2"));
                    assertThat(notify.data()).isEqualTo(json("{'offer': 7}"));
                }));
    }

    @Test
    void exitsWhoeverDoesNotWantMail() {
        Advance advance = advance(PENDING, ENTERED, UNSUBSCRIBED);

        assertThat(advance.run().state()).isEqualTo(new Exited(new NodeId("not-subscribed"), "not-subscribed", NOW));
        assertThat(advance.effects()).noneMatch(Notify.class::isInstance);
        assertThat(advance.timers()).isEmpty();
    }

    @Test
    void explainsWhatWasEvaluatedWithInputsAndResult() {
        assertThat(advance(PENDING, ENTERED, UNSUBSCRIBED).steps())
                .filteredOn(step -> step.what() == What.EVALUATED)
                .singleElement()
                .extracting(step -> step.detail().get("evaluation"))
                .isEqualTo(new Evaluation(
                        "preference email: subscribed, transactional",
                        Verdict.NO,
                        Map.of("email.subscribed", false, "email.transactional", true),
                        List.of()));
    }

    @Test
    void holdsAGuestWhoseDataHasNotArrivedAndGoesOnWhenItDoes() {
        Advance held = advance(PENDING, ENTERED, UNKNOWN);

        assertThat(position(held))
                .isInstanceOfSatisfying(
                        Held.class, state -> assertThat(state.node()).isEqualTo(new NodeId("may-mail")));
        assertThat(held.timers()).containsExactly(new TimerChange.Set(1, NOW.plus(Duration.ofMinutes(10))));
        assertThat(held.effects()).noneMatch(Notify.class::isInstance);

        Advance stillUnknown = advance(held.run(), new GuestChanged(), UNKNOWN);
        assertThat(stillUnknown).isEqualTo(Advance.none(held.run(), Allowance.UNLIMITED));

        Advance known = advance(held.run(), new GuestChanged(), SUBSCRIBED);
        assertThat(known.timers()).startsWith(new TimerChange.Cancel(1));
        assertThat(known.effects()).anyMatch(Notify.class::isInstance);
        assertThat(position(known)).isInstanceOf(Delayed.class);
    }

    @Test
    void exitsAGuestWhoStaysUnknown() {
        Run held = advance(PENDING, ENTERED, UNKNOWN).run();

        assertThat(advance(held, new TimerFired(1, false), UNKNOWN).run().state())
                .isEqualTo(new Exited(new NodeId("may-mail"), "guest-unknown", NOW));
    }

    @Test
    void asksOnceMoreWhenPatienceEnds() {
        Run held = advance(PENDING, ENTERED, UNKNOWN).run();

        assertThat(position(advance(held, new TimerFired(1, false), SUBSCRIBED)))
                .isInstanceOf(Delayed.class);
    }

    @Test
    void takesTheUnknownWayWhenThereIsOne() {
        Definition definition = definition("""
                {'journeyId': 'j', 'name': 'J', 'start': 'ask', 'nodes': {
                    'ask': {'type': 'condition', 'when': {'type': 'attribute', 'name': 'tier', 'in': ['gold']},
                        'next': {'yes': 'yes', 'no': 'no', 'unknown': 'who'}},
                    'yes': {'type': 'exit'}, 'no': {'type': 'exit'}, 'who': {'type': 'exit', 'reason': 'who'}}}
                """);
        Run held = Engine.advance(definition, PENDING, ENTERED, new Circumstances(NOW, UNKNOWN))
                .run();

        Advance elapsed = Engine.advance(definition, held, new TimerFired(1, false), new Circumstances(NOW, UNKNOWN));
        assertThat(elapsed.run().state()).isEqualTo(new Exited(new NodeId("who"), "who", NOW));
    }

    @Test
    void aLaterEventChangesTheBranch() {
        Run waiting = advance(PENDING, ENTERED, SUBSCRIBED).run();
        Run once = advance(waiting, viewed(), SUBSCRIBED).run();
        Run twice = advance(once, viewed(), SUBSCRIBED).run();

        assertThat(reason(advance(waiting, new TimerFired(3, false), SUBSCRIBED)))
                .isEqualTo("quiet");
        assertThat(reason(advance(once, new TimerFired(3, false), SUBSCRIBED))).isEqualTo("quiet");
        assertThat(reason(advance(twice, new TimerFired(3, false), SUBSCRIBED))).isEqualTo("engaged");
    }

    @Test
    void anEventThatComesTwiceCountsOnce() {
        EventOccurred viewed = viewed();
        Run once = advance(advance(PENDING, ENTERED, SUBSCRIBED).run(), viewed, SUBSCRIBED)
                .run();

        assertThat(advance(once, viewed, SUBSCRIBED)).isEqualTo(Advance.none(once, Allowance.UNLIMITED));
    }

    @Test
    void theCausingEventIsNotSinceEntry() {
        Run waiting = advance(PENDING, ENTERED, SUBSCRIBED).run();

        assertThat(advance(waiting, new EventOccurred(CAUSE, "offer_viewed", json("{}"), NOW), SUBSCRIBED))
                .isEqualTo(Advance.none(waiting, Allowance.UNLIMITED));
    }

    @Test
    void eventsAreCountedByTheAttributesThatTheRuleNames() {
        Definition definition = definition("""
                {'journeyId': 'j', 'name': 'J', 'start': 'rest', 'nodes': {
                    'rest': {'type': 'timer', 'delay': 'PT1M', 'next': 'ask'},
                    'ask': {'type': 'condition', 'when': {'type': 'event', 'event': 'bought', 'attributes': {'price': 7}},
                        'next': {'yes': 'yes', 'no': 'no'}},
                    'yes': {'type': 'exit', 'reason': 'yes'}, 'no': {'type': 'exit', 'reason': 'no'}}}
                """);
        Circumstances now = new Circumstances(NOW, UNKNOWN);
        Run waiting = Engine.advance(definition, PENDING, ENTERED, now).run();
        Run cheap =
                Engine.advance(definition, waiting, bought("{'price': 6}"), now).run();
        Run right = Engine.advance(definition, cheap, bought("{'price': 7.0, 'more': 1}"), now)
                .run();

        assertThat(cheap).isEqualTo(waiting);
        assertThat(reason(Engine.advance(definition, right, new TimerFired(1, false), now)))
                .isEqualTo("yes");
    }

    @Test
    void aTimerOfAnEarlierVisitIsTooLate() {
        Run waiting = advance(PENDING, ENTERED, SUBSCRIBED).run();

        assertThat(advance(waiting, new TimerFired(1, false), SUBSCRIBED))
                .isEqualTo(Advance.none(waiting, Allowance.UNLIMITED));
    }

    @Test
    void cancellingTakesTheTimerAway() {
        Run waiting = advance(PENDING, ENTERED, SUBSCRIBED).run();
        Advance cancelled = advance(waiting, new Cancelled("operator"), SUBSCRIBED);

        assertThat(cancelled.run().state()).isEqualTo(new Exited(new NodeId("a-minute"), "operator", NOW));
        assertThat(cancelled.timers()).containsExactly(new TimerChange.Cancel(3));
    }

    @Test
    void aPendingRunCanBeCancelled() {
        Advance cancelled = advance(PENDING, new Cancelled("operator"), UNKNOWN);

        assertThat(cancelled.run().hasExited()).isTrue();
        assertThat(advance(cancelled.run(), ENTERED, SUBSCRIBED))
                .isEqualTo(Advance.none(cancelled.run(), Allowance.UNLIMITED));
    }

    @Test
    void aLateReceiptBelongsToTheStoryOfAnEndedRun() {
        Run exited = advance(PENDING, ENTERED, UNSUBSCRIBED).run();
        ReceiptArrived receipt =
                new ReceiptArrived(UUID.randomUUID(), new NodeId("mail"), "email", "suppressed", "unsubscribed");
        Advance noted = advance(exited, receipt, UNSUBSCRIBED);

        assertThat(noted.run()).isSameAs(exited);
        assertThat(noted.effects()).isEmpty();
        assertThat(noted.steps()).singleElement().satisfies(step -> {
            assertThat(step.what()).isEqualTo(What.RECEIPT);
            assertThat(step.detail()).containsEntry("outcome", "suppressed").containsEntry("reason", "unsubscribed");
        });
        assertThat(advance(exited, receipt, UNSUBSCRIBED)).isEqualTo(noted);
    }

    @Test
    void aRunThatWaitsRemembersAcrossVisits() {
        Run waiting = advance(PENDING, ENTERED, SUBSCRIBED).run();

        assertThat(((Waiting) waiting.state()).memory().attributes()).isEqualTo(json("{'offer': 7}"));
    }

    private static Advance advance(Run run, Stimulus stimulus, Guest guest) {
        return Engine.advance(WELCOME, run, stimulus, new Circumstances(NOW, guest));
    }

    private static EventOccurred viewed() {
        return new EventOccurred(UUID.randomUUID(), "offer_viewed", json("{}"), NOW);
    }

    private static EventOccurred bought(String attributes) {
        return new EventOccurred(UUID.randomUUID(), "bought", json(attributes), NOW);
    }

    private static RunState.Position position(Advance advance) {
        return ((Waiting) advance.run().state()).first();
    }

    private static String reason(Advance advance) {
        return ((Exited) advance.run().state()).reason();
    }

    private static Guest preferring(String preferences) {
        return UNKNOWN.after(new UserChanged(0, null, json(preferences)));
    }

    private static Definition definition(String text) {
        return DefinitionReader.read(json(text));
    }

    private static JsonNode json(String text) {
        return JSON.readTree(text.replace('\'', '"'));
    }
}
