package dev.concierge.journey.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.journey.definition.JourneyId;
import dev.concierge.journey.definition.Node;
import dev.concierge.journey.definition.Node.Split;
import dev.concierge.journey.definition.Node.Split.Way;
import dev.concierge.journey.definition.NodeId;
import dev.concierge.journey.definition.Rule;
import dev.concierge.journey.engine.Circumstances.Pause;
import dev.concierge.journey.engine.Effect.Notify;
import dev.concierge.journey.guest.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What each kind of node does, and what ends or redirects a run that rests. */
class NodeTests {
    private static final String EXITS =
            ", 'bought': {'type': 'exit', 'reason': 'bought'}," + " 'late': {'type': 'exit', 'reason': 'late'}";
    private static final String WAIT = """
            'start': {'type': 'wait', 'events': [{'event': 'order_placed', 'key': 'cart', 'attributes': {'paid': true}}],
                      'timeout': 'P1D', 'next': {'done': 'bought', 'timeout': 'late'}}""" + EXITS;

    @Test
    void aWaitIsOverWhenItsEventHappens() {
        Walked run = new Walked(WAIT).enters("{}", "c-1").happens("order_placed", "{'cart': 'c-1', 'paid': true}");

        assertThat(run.reason()).isEqualTo("bought");
        assertThat(run.timers()).containsExactly(new TimerChange.Cancel(1));
    }

    @Test
    void anEventOfAnotherKeyOrWithOtherAttributesIsNotWaitedFor() {
        Walked run = new Walked(WAIT)
                .enters("{}", "c-1")
                .happens("order_placed", "{'cart': 'c-2', 'paid': true}")
                .happens("order_placed", "{'cart': 'c-1', 'paid': false}")
                .happens("order_placed", "{'paid': true}");

        assertThat(run.nodes()).containsExactly("start");
        assertThat(run.elapses().reason()).isEqualTo("late");
    }

    @Test
    void ofSeveralEventsEachMayLeadElsewhere() {
        String nodes = """
                'start': {'type': 'wait', 'for': 'any', 'timeout': 'P1D', 'next': {'done': 'bought', 'timeout': 'late'},
                          'events': [{'event': 'bought'}, {'event': 'left', 'next': 'gone'}]},
                'gone': {'type': 'exit', 'reason': 'gone'}""" + EXITS;

        assertThat(new Walked(nodes).enters("{}").happens("left").reason()).isEqualTo("gone");
        assertThat(new Walked(nodes).enters("{}").happens("bought").reason()).isEqualTo("bought");
    }

    @Test
    void allEventsAreWaitedForInAnyOrder() {
        Walked run = new Walked("""
                'start': {'type': 'wait', 'for': 'all', 'timeout': 'P1D', 'next': {'done': 'bought'},
                          'events': [{'event': 'paid'}, {'event': 'shipped'}]}""" + EXITS).enters("{}").happens("shipped").happens("shipped");

        assertThat(run.nodes()).containsExactly("start");
        assertThat(run.happens("paid").reason()).isEqualTo("bought");
    }

    @Test
    void anExitRuleEndsARunOnTheEventItselfWhateverItWaitsFor() {
        Walked run = new Walked("""
                'exitRules': [{'on': 'unsubscribed', 'reason': 'unsubscribed'}],""", """
                'start': {'type': 'parallel', 'branches': ['rest', 'ask'], 'join': 'both'},
                'rest': {'type': 'timer', 'delay': 'P30D', 'next': 'both'},
                'ask': {'type': 'wait', 'events': [{'event': 'x'}], 'timeout': 'P1D', 'next': {'done': 'both'}},
                'both': {'type': 'join', 'next': 'bought'}""" + EXITS).enters("{}");
        run.happens("unsubscribed");

        assertThat(run.reason()).isEqualTo("unsubscribed");
        assertThat(run.timers()).containsExactly(new TimerChange.Cancel(2), new TimerChange.Cancel(3));
    }

    @Test
    void aGoalIsReachedOnceAndTheRunGoesOn() {
        Walked run = new Walked("'goals': [{'name': 'booked', 'on': 'booked'}],", """
                'start': {'type': 'timer', 'delay': 'P1D', 'next': 'late'}""" + EXITS)
                .enters("{}")
                .happens("booked")
                .happens("booked");

        assertThat(run.steps())
                .filteredOn(step -> step.what() == Step.What.GOAL)
                .hasSize(1);
        assertThat(run.nodes()).containsExactly("start");
    }

    @Test
    void aTimerWaitsForATimeOfDayInTheGuestsZone() {
        Walked run = new Walked("""
                'start': {'type': 'timer', 'until': {'time': '09:00', 'days': ['monday']}, 'next': 'late'}""" + EXITS)
                .knowing("{}", "{'zone': 'America/New_York'}")
                .enters("{}");

        assertThat(run.until()).isEqualTo(Instant.parse("2026-11-23T14:00:00Z"));
    }

    @Test
    void aTimerWaitsForTheDayBeforeAnAttributesDate() {
        Walked run = new Walked("""
                'start': {'type': 'timer', 'zone': 'Europe/Berlin', 'next': 'late',
                          'until': {'attribute': 'checkIn', 'offset': '-P1D', 'time': '10:00'}}""" + EXITS).enters("{'checkIn': '2026-12-24'}");

        assertThat(run.until()).isEqualTo(Instant.parse("2026-12-23T09:00:00Z"));
    }

    @Test
    void aMomentThatHasPassedKeepsNobody() {
        Walked run = new Walked("""
                'start': {'type': 'timer', 'until': {'date': '2020-01-01'}, 'next': 'late'}""" + EXITS).enters("{}");

        assertThat(run.until()).isEqualTo(run.now());
    }

    @Test
    void aTimersEndIsMovedIntoTheDeliveryWindow() {
        Walked run =
                new Walked("""
                'start': {'type': 'timer', 'delay': 'PT12H', 'window': {'from': '09:00', 'to': '20:00'}, 'next': 'late'}""" + EXITS).knowing("{}", "{'zone': 'Asia/Tokyo'}").enters("{}");

        assertThat(run.until()).isEqualTo(Instant.parse("2026-11-23T00:00:00Z"));
    }

    @Test
    void aMessageOutsideOfItsWindowIsHeldAndSaysWhy() {
        Walked run = new Walked("""
                'start': {'type': 'notification', 'channels': ['email'], 'category': 'marketing', 'next': 'late',
                          'window': {'from': '10:00', 'to': '20:00', 'zone': 'UTC'}, 'content': {'text': 'x'}}""" + EXITS).enters("{}");

        assertThat(run.effects(Effect.Notify.class)).isEmpty();
        assertThat(run.steps().getLast().detail()).containsEntry("why", "outside of the delivery window");
        assertThat(run.elapses().effects(Effect.Notify.class)).hasSize(1);
        assertThat(run.reason()).isEqualTo("late");
    }

    @Test
    void aSplitIsStickyAndFollowsItsWeights() {
        NodeId one = new NodeId("one");
        Split split =
                new Split(List.of(new Way("one", 30, false, one), new Way("out", 70, true, new NodeId("two"))), null);
        Map<String, Integer> drawn = new HashMap<>();
        for (int guest = 0; guest < 10_000; guest++) {
            UserId id = new UserId("guest-" + guest);
            Way way = Draw.way(split, new JourneyId("j"), one, id);
            drawn.merge(way.name(), 1, Integer::sum);
            assertThat(Draw.way(split, new JourneyId("j"), one, id)).isEqualTo(way);
        }

        assertThat(drawn.get("one")).isBetween(2_800, 3_200);
    }

    @Test
    void aGotoLeadsBackAsOftenAsItMay() {
        Walked run = new Walked("""
                'start': {'type': 'timer', 'delay': 'PT1H', 'next': 'again'},
                'again': {'type': 'goto', 'to': 'start', 'atMost': 2, 'next': 'late'}""" + EXITS).enters("{}").elapses().elapses();

        assertThat(run.nodes()).containsExactly("start");
        assertThat(run.elapses().reason()).isEqualTo("late");
    }

    /** 200 rounds of 400 nodes: more visits than a start should hold at once, for each guest that it finds there. */
    @Test
    void roundsByTheThousandAreTakenAThousandAtATime() {
        String round = IntStream.range(0, 400)
                .mapToObj(at -> """
                        '%s': {'type': 'split', 'ways': [{'name': 'on', 'weight': 1, 'next': '%s'}, \
                        {'name': 'too', 'weight': 1, 'next': '%2$s'}]}, """.formatted(at == 0 ? "start" : "s" + at, at == 399 ? "again" : "s" + (at + 1)))
                .collect(Collectors.joining());
        Walked run = new Walked(round + """
                'again': {'type': 'goto', 'to': 'start', 'atMost': 100, 'next': 'more'},
                'more': {'type': 'goto', 'to': 'start', 'atMost': 100, 'next': 'late'}""" + EXITS).enters("{}");

        int known = 0;
        int advances = 1;
        while (run.reason().startsWith("still")) {
            assertThat(run.steps().size() - known).isBetween(1, 2_500);
            known = run.steps().size();
            run.elapses();
            advances++;
        }
        assertThat(run.reason()).isEqualTo("late");
        assertThat(advances).isBetween(70, 120);
    }

    /** A definition of 256 KiB holds 15,000 of them, and an event 32 KiB. */
    @Test
    void whatPlaceholdersArePutInForIsBoundedInAll() {
        String many = "{{entry.long}}".repeat(5_000);
        Walked run = new Walked(
                        "'start': {'type': 'http', 'method': 'post', 'url': 'https://example.org/', 'body': {'text': '"
                                + many
                                + "', 'list': ['{{entry.long}}', '{{entry.short}}']}, 'next': {'ok': 'late', 'failed': 'late'}}"
                                + EXITS)
                .enters("{'long': '" + "x".repeat(30_000) + "', 'short': 'y'}");

        assertThat(String.valueOf(
                        run.effects(Effect.Call.class).getFirst().call().body()))
                .hasSizeBetween(900_000, 1_100_000)
                .contains("[null,\"y\"]");
    }

    private static final String BRANCHES = """
            'start': {'type': 'parallel', 'branches': ['slow', 'quick'], 'join': 'meet'},
            'slow': {'type': 'timer', 'delay': 'PT2H', 'next': 'meet'},
            'quick': {'type': 'timer', 'delay': 'PT1H', 'next': 'meet'},
            'meet': {'type': 'join', 'for': '%s', 'next': 'late'}""";

    @Test
    void aJoinWaitsForAllBranches() {
        Walked run = new Walked(BRANCHES.formatted("all") + EXITS).enters("{}");

        assertThat(run.nodes()).containsExactly("slow", "quick");
        assertThat(run.elapses().nodes()).containsExactly("slow", "meet");
        assertThat(run.elapses().reason()).isEqualTo("late");
    }

    @Test
    void aJoinOfAnyEndsTheOthersWithTheirTimers() {
        Walked run = new Walked(BRANCHES.formatted("any") + EXITS).enters("{}").elapses();

        assertThat(run.reason()).isEqualTo("late");
        assertThat(run.timers()).containsExactly(new TimerChange.Cancel(2));
    }

    @Test
    void aSubJourneyIsWaitedFor() {
        Walked run = new Walked("""
                'start': {'type': 'journey', 'journeyId': 'survey', 'attributes': {'stay': '{{entry.stay}}'}, 'wait': 'P1D',
                          'next': 'bought', 'timeout': 'late'}""" + EXITS).enters("{'stay': 7}", "s-1");

        Effect.Start start = run.effects(Effect.Start.class).getFirst();
        assertThat(start.attributes()).isEqualTo(Walked.json("{'stay': 7}"));
        assertThat(start.key()).isEqualTo("s-1");
        assertThat(start.visit()).isEqualTo(1);
        assertThat(run.isAnswered(true, "{'reason': 'completed'}").reason()).isEqualTo("bought");
    }

    @Test
    void anAnswerIsRememberedAndAsked() {
        Walked run = new Walked("""
                'start': {'type': 'http', 'method': 'get', 'url': 'https://example.org/bookings/{{entry.booking}}',
                          'headers': {'X-Run': '{{runId}}'}, 'map': {'status': '/state', 'nights': '/stay/nights'},
                          'next': {'ok': 'ask', 'failed': 'late'}},
                'ask': {'type': 'condition', 'next': {'yes': 'bought', 'no': 'late'},
                        'when': {'type': 'attribute', 'of': 'memory', 'name': 'nights', 'is': 'gte', 'value': 2}}""" + EXITS).enters("{'booking': 'a/b c'}");

        assertThat(run.effects(Effect.Call.class).getFirst().call().url())
                .isEqualTo("https://example.org/bookings/a%2Fb%20c");
        assertThat(run.isAnswered(true, "{'status': 'confirmed', 'nights': 3}").reason())
                .isEqualTo("bought");
    }

    @Test
    void whoGetsNoAnswerTakesTheOtherWay() {
        String nodes = """
                'start': {'type': 'http', 'method': 'post', 'url': 'https://example.org', 'next': {'ok': 'bought', 'failed': 'late'}}""" + EXITS;

        assertThat(new Walked(nodes).enters("{}").isAnswered(false, "{}").reason())
                .isEqualTo("late");
        assertThat(new Walked(nodes).enters("{}").elapses().reason()).isEqualTo("late");
    }

    private static final String HISTORY = """
            'start': {'type': 'condition', 'patience': 'PT5M', 'next': {'yes': 'bought', 'no': 'late', 'unknown': 'who'},
                      'when': {'type': 'history', 'event': 'stayed', 'atLeast': 2, 'within': 'P365D'}},
            'who': {'type': 'exit', 'reason': 'who'}""" + EXITS;

    @Test
    void whatIsNotKnownHereIsAskedForOutside() {
        Walked run = new Walked(HISTORY).enters("{}");
        String question =
                run.effects(Effect.Ask.class).getFirst().questions().getFirst().question();

        assertThat(run.nodes()).containsExactly("start");
        assertThat(run.isAnswered(true, "{'" + question + "': 2}").reason()).isEqualTo("bought");
    }

    @Test
    void withoutAnAnswerTheUnknownWayIsTaken() {
        assertThat(new Walked(HISTORY).enters("{}").elapses().reason()).isEqualTo("who");
        assertThat(new Walked(HISTORY).enters("{}").isAnswered(false, "{}").reason())
                .isEqualTo("who");
    }

    @Test
    void eventsCountWithinAWindow() {
        String nodes = """
                'start': {'type': 'timer', 'delay': 'P2D', 'next': 'ask'},
                'ask': {'type': 'condition', 'next': {'yes': 'bought', 'no': 'late'},
                        'when': {'type': 'event', 'event': 'viewed', 'atLeast': 2, 'within': 'P1D'}}""" + EXITS;

        assertThat(new Walked(nodes)
                        .enters("{}")
                        .happens("viewed")
                        .passes("PT30H")
                        .happens("viewed")
                        .elapses()
                        .reason())
                .isEqualTo("late");
        assertThat(new Walked(nodes)
                        .enters("{}")
                        .passes("PT30H")
                        .happens("viewed")
                        .happens("viewed")
                        .elapses()
                        .reason())
                .isEqualTo("bought");
    }

    @Test
    void aPauseHoldsPeopleBeforeTheNextNode() {
        Walked run = new Walked("""
                'start': {'type': 'timer', 'delay': 'PT1H', 'next': 'tell'},
                'tell': {'type': 'notification', 'channels': ['email'], 'category': 'marketing', 'content': {'text': 'x'},
                         'next': 'late'}""" + EXITS).enters("{}").paused(Pause.HOLD).elapses();

        assertThat(run.nodes()).containsExactly("tell");
        assertThat(run.timers()).containsExactly(new TimerChange.Hold(2, run.now()));
        assertThat(run.effects(Effect.Notify.class)).isEmpty();

        run.paused(Pause.NONE).elapses();
        assertThat(run.effects(Effect.Notify.class)).hasSize(1);
        assertThat(run.reason()).isEqualTo("late");
    }

    @Test
    void aPauseMaySkipMessagesOrEndRuns() {
        String nodes = """
                'start': {'type': 'timer', 'delay': 'PT1H', 'next': 'tell'},
                'tell': {'type': 'notification', 'channels': ['email'], 'category': 'marketing', 'content': {'text': 'x'},
                         'next': 'late'}""" + EXITS;
        Walked skipped = new Walked(nodes).enters("{}").paused(Pause.SKIP).elapses();
        Walked expired = new Walked(nodes).enters("{}").paused(Pause.EXPIRE).elapses();

        assertThat(skipped.reason()).isEqualTo("late");
        assertThat(skipped.effects(Effect.Notify.class)).isEmpty();
        assertThat(skipped.steps()).anyMatch(step -> step.what() == Step.What.SKIPPED);
        assertThat(expired.reason()).isEqualTo("expired while paused");
    }

    private static final String TELL = """
            'start': {'type': 'notification', 'channels': ['email', 'inbox'], 'category': 'marketing',
                'content': {'text': 'Hello'}, 'window': {'from': '09:00', 'to': '17:00', 'zone': 'UTC'}, 'next': 'end'},
            'end': {'type': 'exit'}""";

    @Test
    void whoComesFasterThanAJourneysPaceStandsBeforeTheFirstNodeUntilItIsTheirTurn() {
        Instant turn = Instant.parse("2026-11-22T09:00:10Z");
        Walked walked = new Walked(TELL)
                .allowed(new Allowance(turn, null, null, Map.of(), Map.of()))
                .enters("{}");

        assertThat(walked.nodes()).containsExactly("start");
        assertThat(walked.effects(Notify.class)).isEmpty();
        assertThat(walked.steps().getLast().detail()).containsEntry("until", turn);
        assertThat(walked.elapses().effects(Notify.class)).hasSize(1);
        assertThat(walked.now()).isEqualTo(turn);
    }

    @Test
    void aMessageWaitsForItsTurnAndTakesNoOther() {
        Instant turn = Instant.parse("2026-11-22T09:05:00Z");
        Allowance.Turns turns = new Allowance.Turns(turn, Duration.ofMinutes(1));
        Walked walked = new Walked(TELL)
                .allowed(new Allowance(null, turns, null, Map.of(), Map.of()))
                .enters("{}");

        assertThat(walked.until()).isEqualTo(turn);
        assertThat(walked.steps().getLast().detail()).containsEntry("why", "more than its pace lets");
        assertThat(walked.allowance().turns()).isEqualTo(turns.after(turn));
        assertThat(walked.elapses().effects(Notify.class)).hasSize(1);
        assertThat(walked.allowance().turns()).isEqualTo(turns.after(turn));
    }

    @Test
    void aMessageTakesTheTurnOfAllJourneysFirst() {
        Instant own = Instant.parse("2026-11-22T09:05:00Z");
        Allowance.Turns turns = new Allowance.Turns(own, Duration.ofMinutes(1));
        Allowance.Turns early = new Allowance.Turns(Instant.parse("2026-11-22T09:01:00Z"), Duration.ofSeconds(1));
        Allowance.Turns late = new Allowance.Turns(Instant.parse("2026-11-22T09:10:00Z"), Duration.ofSeconds(1));

        Walked held = new Walked(TELL)
                .allowed(new Allowance(null, turns, early, Map.of(), Map.of()))
                .enters("{}");
        Walked heldByAll = new Walked(TELL)
                .allowed(new Allowance(null, turns, late, Map.of(), Map.of()))
                .enters("{}");

        assertThat(held.until()).isEqualTo(own);
        assertThat(held.allowance().all()).isEqualTo(early.after(early.next()));
        assertThat(heldByAll.until()).isEqualTo(late.next());
        assertThat(heldByAll.allowance().turns()).isEqualTo(turns.after(late.next()));
    }

    @Test
    void aTurnThatComesOutsideOfTheDeliveryWindowIsTakenAnewWhenItOpens() {
        Allowance.Turns turns = new Allowance.Turns(Instant.parse("2026-11-22T20:00:00Z"), Duration.ofMinutes(1));
        Walked walked = new Walked(TELL)
                .allowed(new Allowance(null, turns, null, Map.of(), Map.of()))
                .enters("{}")
                .elapses();

        assertThat(walked.effects(Notify.class)).isEmpty();
        assertThat(walked.until()).isEqualTo(Instant.parse("2026-11-23T09:00:00Z"));
        assertThat(walked.elapses().effects(Notify.class)).hasSize(1);
        assertThat(walked.now()).isEqualTo(Instant.parse("2026-11-23T09:00:00Z"));
    }

    @Test
    void aMessageThatWasToldAsOftenAsItMayIsSkippedAndTheRunGoesOn() {
        Walked walked = new Walked(TELL)
                .allowed(new Allowance(null, null, null, Map.of(new NodeId("start"), 0L), Map.of()))
                .enters("{}");

        assertThat(walked.effects(Notify.class)).isEmpty();
        assertThat(walked.reason()).isEqualTo("completed");
        assertThat(walked.steps())
                .anySatisfy(step -> assertThat(step.detail()).containsEntry("why", "as often as it may"));
    }

    @Test
    void aChannelThatMayTakeNoMoreIsLeftOut() {
        Walked walked = new Walked(TELL)
                .allowed(
                        new Allowance(null, null, null, Map.of(), Map.of(Node.Medium.EMAIL, 0L, Node.Medium.INBOX, 5L)))
                .enters("{}");

        assertThat(walked.effects(Notify.class).getFirst().notification().channels())
                .containsExactly(Node.Medium.INBOX);
        assertThat(walked.allowance().channels()).containsEntry(Node.Medium.INBOX, 4L);
    }

    private static final String TELLS_OF_THE_PROFILE = """
            'start': {'type': 'emit', 'event': 'seen', 'next': 'late', 'attributes': {
                'stage': '{{profile.about.realLifeStage}}', 'topics': '{{profile.topics}}', 'first': '{{profile.topics.0}}',
                'words': 'likes {{ profile.topics.1 }} at {{user.city}}', 'nothing': '{{profile.about.none}}'}}""" + EXITS;
    private static final String PROFILE =
            "{'profile': {'about': {'realLifeStage': 'family'}, 'topics': ['sailing', 'opera']}}";

    @Test
    void aNodeWhoseTextsNameTheProfileAsksForItBeforeItActs() {
        Walked run = new Walked(TELLS_OF_THE_PROFILE)
                .knowing("{'city': 'Ulm'}", "{}")
                .enters("{}");

        assertThat(run.effects(Effect.Emit.class)).isEmpty();
        assertThat(run.effects(Effect.Ask.class))
                .singleElement()
                .satisfies(ask -> assertThat(ask.questions())
                        .extracting(Rule.Asked::question)
                        .containsExactly("profile"));
        assertThat(run.until()).isEqualTo(run.now().plus(Duration.ofMinutes(1)));
        assertThat(run.isAnswered(true, PROFILE).reason()).isEqualTo("late");
        assertThat(run.effects(Effect.Emit.class))
                .singleElement()
                .extracting(Effect.Emit::attributes)
                .isEqualTo(
                        Walked.json(
                                "{'stage': 'family', 'topics': ['sailing', 'opera'], 'first': 'sailing', 'words': 'likes opera at Ulm', 'nothing': null}"));
        assertThat(run.steps())
                .extracting(Step::what)
                .containsExactly(
                        Step.What.ENTERED, Step.What.ASKED, Step.What.ANSWERED, Step.What.REQUESTED, Step.What.EXITED);
    }

    @Test
    void withoutAnAnswerAboutTheProfileItActsAllTheSameAfterAMinute() {
        for (Walked run : List.of(
                new Walked(TELLS_OF_THE_PROFILE).enters("{}").elapses(),
                new Walked(TELLS_OF_THE_PROFILE).enters("{}").isAnswered(false, "{}"))) {
            assertThat(run.reason()).isEqualTo("late");
            assertThat(run.effects(Effect.Emit.class))
                    .singleElement()
                    .extracting(Effect.Emit::attributes)
                    .isEqualTo(Walked.json(
                            "{'stage': null, 'topics': null, 'first': null, 'words': 'likes  at ', 'nothing': null}"));
        }
    }

    @Test
    void aCallToldOfTheProfileIsMadeOnceItIsKnown() {
        Walked run = new Walked("""
                'start': {'type': 'http', 'method': 'post', 'url': 'https://example.org/{{profile.about.realLifeStage}}',
                          'headers': {'X-Topic': '{{profile.topics.0}}'}, 'body': {'all': {'of': ['{{profile.about}}']}},
                          'patience': 'PT10M', 'next': {'ok': 'bought', 'failed': 'late'}}""" + EXITS).enters("{}");
        assertThat(run.effects(Effect.Call.class)).isEmpty();

        run.isAnswered(true, PROFILE);

        assertThat(run.effects(Effect.Call.class)).singleElement().satisfies(call -> {
            assertThat(call.call().url()).isEqualTo("https://example.org/family");
            assertThat(call.call().headers()).containsEntry("X-Topic", "sailing");
            assertThat(call.call().body()).isEqualTo(Walked.json("{'all': {'of': [{'realLifeStage': 'family'}]}}"));
        });
        assertThat(run.until()).isEqualTo(run.now().plus(Duration.ofMinutes(10)));
        assertThat(run.isAnswered(true, "{}").reason()).isEqualTo("bought");
    }

    /** What two nodes of one moment say is the same; what comes later asks again. */
    @Test
    void theProfileIsAskedForOnceInAMomentAndKeptNoLonger() {
        Walked run = new Walked("""
                'start': {'type': 'emit', 'event': 'one', 'attributes': {'x': '{{profile.topics}}'}, 'next': 'two'},
                'two': {'type': 'update-user', 'attributes': {'x': '{{profile.topics.0}}'}, 'next': 'rest'},
                'rest': {'type': 'timer', 'delay': 'P1D', 'next': 'three'},
                'three': {'type': 'emit', 'event': 'three', 'attributes': {'x': '{{profile.topics}}'}, 'next': 'late'}""" + EXITS).enters("{}").isAnswered(true, PROFILE);
        assertThat(run.effects(Effect.Ask.class)).hasSize(1);
        assertThat(run.effects(Effect.UpdateUser.class)).hasSize(1);

        run.elapses();

        assertThat(run.effects(Effect.Ask.class)).hasSize(2);
        assertThat(run.nodes()).containsExactly("three");
    }

    @Test
    void aPauseHoldsWhoeverWasToldTheProfileAndItIsAskedForAgain() {
        Walked run = new Walked(TELLS_OF_THE_PROFILE).enters("{}").paused(Pause.HOLD);
        run.isAnswered(true, PROFILE);
        assertThat(run.effects(Effect.Emit.class)).isEmpty();
        assertThat(run.nodes()).containsExactly("start");

        run.paused(Pause.NONE).elapses();

        assertThat(run.effects(Effect.Ask.class)).hasSize(2);
        assertThat(run.isAnswered(true, PROFILE).reason()).isEqualTo("late");
    }

    @Test
    void wordsAboutProfilesAreNotThem() {
        Walked run = new Walked("""
                'start': {'type': 'emit', 'event': 'one', 'next': 'late',
                          'attributes': {'x': 'your profile.topics', 'y': '{{entry.profile}}', 'z': 3}}""" + EXITS).enters("{}");

        assertThat(run.effects(Effect.Ask.class)).isEmpty();
        assertThat(run.reason()).isEqualTo("late");
    }
}
