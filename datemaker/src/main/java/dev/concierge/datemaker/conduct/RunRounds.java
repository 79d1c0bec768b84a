package dev.concierge.datemaker.conduct;

import dev.concierge.datemaker.call.Call;
import dev.concierge.datemaker.call.CallSettings;
import dev.concierge.datemaker.call.Calls;
import dev.concierge.datemaker.call.EndCalls;
import dev.concierge.datemaker.call.Rooms;
import dev.concierge.datemaker.event.DateEvent;
import dev.concierge.datemaker.event.DateEventState;
import dev.concierge.datemaker.event.Schedule;
import dev.concierge.datemaker.event.Step;
import dev.concierge.datemaker.history.EventLog;
import dev.concierge.datemaker.notice.Notice;
import dev.concierge.datemaker.outcome.SaveResults;
import dev.concierge.datemaker.plan.Pair;
import dev.concierge.datemaker.plan.Plan;
import dev.concierge.datemaker.registration.EventDesk;
import dev.concierge.datemaker.registration.Registration;
import dev.concierge.datemaker.registration.Registrations;
import dev.concierge.datemaker.registration.Status;
import dev.concierge.platform.id.Ids;
import dev.concierge.platform.outbox.Outbox;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The rounds of an event: links, missing partners, forced ends, pauses, and the results. */
@Component
class RunRounds {
    /** A call may begin late by this part of its length. */
    private static final int TOLERATED_PART = 5;

    private final Registrations registrations;
    private final EventDesk desk;
    private final PrepareEvent prepare;
    private final PairGuests pairGuests;
    private final Calls calls;
    private final EndCalls endCalls;
    private final Rooms rooms;
    private final CallSettings settings;
    private final SaveResults saveResults;
    private final EventLog log;
    private final Outbox outbox;
    private final Ids ids;

    RunRounds(
            Registrations registrations,
            EventDesk desk,
            PrepareEvent prepare,
            PairGuests pairGuests,
            Calls calls,
            EndCalls endCalls,
            Rooms rooms,
            CallSettings settings,
            SaveResults saveResults,
            EventLog log,
            Outbox outbox,
            Ids ids) {
        this.registrations = registrations;
        this.desk = desk;
        this.prepare = prepare;
        this.pairGuests = pairGuests;
        this.calls = calls;
        this.endCalls = endCalls;
        this.rooms = rooms;
        this.settings = settings;
        this.saveResults = saveResults;
        this.log = log;
        this.outbox = outbox;
        this.ids = ids;
    }

    /**
     * Pairs those who are there now and sends them their links; if nobody has anybody left to meet, that was it.
     *
     * @return how many calls have begun
     */
    int begin(DateEvent event, Instant now) {
        giveBackLostTime(event, now);
        if (event.state() == DateEventState.READY) {
            seatThoseWhoCame(event);
        }
        List<Registration> present = present(event);
        Map<Integer, Plan> plans = pairGuests.plan(event, present);
        List<Call> begun = calls(event, plans);
        if (begun.isEmpty()) {
            finishRounds(event, now);
            return 0;
        }
        Schedule schedule = event.schedule();
        Map<Integer, Plan> rest = new HashMap<>();
        plans.forEach((group, plan) -> rest.put(group, plan.afterNext()));
        event.run(rest);
        calls.add(begun);
        sendLinks(begun, present, event);
        Instant next = schedule.roundBegins(event.round() + 1);
        List<Registration> without = sitOut(begun, present);
        without.forEach(Registration::sitOut);
        desk.tell(without, Notice.sitsOut("ODD_NUMBER", next));
        outbox.append(
                DateEventMoved.TOPIC,
                event.id().toString(),
                RoundBegan.TYPE,
                new RoundBegan(
                        event.id().value(),
                        event.round() + 1,
                        now,
                        schedule.roundEnds(event.round()),
                        begun.stream().map(RoundBegan.Pairing::of).toList()));
        schedule.check(event.round())
                .ifPresentOrElse(
                        at -> event.next(Step.CHECK, at),
                        () -> event.next(Step.END, schedule.roundEnds(event.round())));
        return begun.size();
    }

    /** After a long outage the rounds to come are put off, so that every call has its length; a short one is made good. */
    private static void giveBackLostTime(DateEvent event, Instant now) {
        Duration late = Duration.between(event.schedule().roundBegins(event.round()), now);
        if (late.compareTo(Duration.ofSeconds(event.timing().callSeconds() / TOLERATED_PART)) > 0) {
            event.extend(late);
        }
    }

    /**
     * Who is not in their call by now is not there; those who wait for them are paired with each other.
     *
     * @return how many calls did not come about
     */
    int check(DateEvent event, Instant now) {
        Map<UUID, Registration> present = new HashMap<>();
        present(event).forEach(registration -> present.put(registration.userId(), registration));
        Set<UUID> stranded = new HashSet<>(present.keySet());
        Set<UUID> waiting = new HashSet<>();
        List<Call> broken = new ArrayList<>();
        for (Call call : calls.underWay(event.id().value())) {
            for (UUID guest : List.of(call.pair().one(), call.pair().other())) {
                Registration registration = present.get(guest);
                if (registration != null && !call.joinedBy(guest)) {
                    registration.leave();
                    log.note(
                            event.id().value(),
                            now,
                            "missing",
                            guest,
                            Map.of("call_id", call.id().toString()));
                }
                if (call.strands(guest)) {
                    waiting.add(guest);
                } else {
                    stranded.remove(guest);
                }
            }
            if (!call.isMet()) {
                broken.add(call);
            }
        }
        endCalls.end(broken, now);
        pairAnew(
                event,
                waiting,
                present.values().stream()
                        .filter(registration -> stranded.contains(registration.userId()))
                        .toList());
        event.next(Step.END, event.schedule().roundEnds(event.round()));
        return broken.size();
    }

    /** @param waiting of the stranded those who were told that they have a partner */
    private void pairAnew(DateEvent event, Set<UUID> waiting, List<Registration> stranded) {
        List<Call> begun = calls(event, pairGuests.plan(event, stranded));
        calls.add(begun);
        sendLinks(begun, stranded, event);
        Instant next = event.schedule().roundBegins(event.round() + 1);
        desk.tell(
                sitOut(begun, stranded).stream()
                        .filter(registration -> waiting.contains(registration.userId()))
                        .toList(),
                Notice.sitsOut("PARTNER_MISSING", next));
    }

    /** Ends the calls, whatever the guests do, and asks how they were. */
    void end(DateEvent event, Instant now) {
        List<Call> ended = calls.underWay(event.id().value());
        endCalls.end(ended, now);
        event.roundIsOver();
        Map<UUID, UUID> partners = new HashMap<>();
        ended.stream().filter(Call::isMet).map(Call::pair).forEach(pair -> {
            partners.put(pair.one(), pair.other());
            partners.put(pair.other(), pair.one());
        });
        Instant next = event.schedule().roundBegins(event.round());
        List<Registration> present = present(event);
        desk.tell(present, Notice.pause(next));
        for (Registration registration : present) {
            UUID partner = partners.get(registration.userId());
            if (partner != null) {
                desk.tell(registration, Notice.rating(partner));
                log.note(
                        event.id().value(),
                        now,
                        "met",
                        registration.userId(),
                        Map.of("partner_id", partner.toString()));
            }
        }
        outbox.append(
                DateEventMoved.TOPIC,
                event.id().toString(),
                RoundEnded.TYPE,
                new RoundEnded(event.id().value(), event.round(), partners.size() / 2, now));
    }

    void result(DateEvent event, Instant now) {
        saveResults.save(event.id().value(), now);
        event.finish();
    }

    private void finishRounds(DateEvent event, Instant now) {
        if (event.state() == DateEventState.READY) {
            event.skip("NOBODY_CAME");
            desk.tell(
                    registrations.of(event.id().value(), List.of(Status.CONFIRMED)),
                    Notice.takesNoPart("NOBODY_CAME", "Your speed dating did not take place: too few came."));
            return;
        }
        Instant chooseUntil = event.schedule().choicesEnd(event.round());
        desk.tell(
                registrations.of(event.id().value()).stream()
                        .filter(Registration::hasCome)
                        .toList(),
                Notice.last(chooseUntil));
        event.next(Step.RESULT, chooseUntil);
    }

    /** The groups are formed anew from those who came, so that none of them is a remnant. */
    private void seatThoseWhoCame(DateEvent event) {
        List<Registration> confirmed = registrations.of(event.id().value(), List.of(Status.CONFIRMED));
        List<Registration> came =
                confirmed.stream().filter(Registration::isPresent).toList();
        if (came.size() >= 2) {
            prepare.group(event, came);
        }
        Notice late = Notice.rules(event.schedule().roundBegins(1));
        confirmed.stream().filter(registration -> !registration.isPresent()).forEach(registration -> {
            desk.seatInSmallest(event, registration);
            desk.tell(registration, late);
        });
    }

    private List<Registration> present(DateEvent event) {
        return registrations.of(event.id().value(), List.of(Status.CONFIRMED)).stream()
                .filter(Registration::isPresent)
                .toList();
    }

    private List<Call> calls(DateEvent event, Map<Integer, Plan> plans) {
        List<Call> begun = new ArrayList<>();
        plans.forEach((group, plan) -> {
            for (Pair pair : plan.next()) {
                UUID id = ids.next();
                begun.add(new Call(
                        id,
                        event.id().value(),
                        group,
                        event.round(),
                        pair,
                        rooms.open(id),
                        event.schedule().roundBegins(event.round()),
                        event.schedule().roundEnds(event.round()),
                        null,
                        null,
                        null));
            }
        });
        return begun;
    }

    private void sendLinks(List<Call> begun, List<Registration> present, DateEvent event) {
        Map<UUID, Registration> byId = new HashMap<>();
        present.forEach(registration -> byId.put(registration.userId(), registration));
        Map<UUID, String> links = calls.link(begun);
        for (Call call : begun) {
            for (UUID guest : List.of(call.pair().one(), call.pair().other())) {
                String url = settings.join(Objects.requireNonNull(links.get(guest)));
                desk.tell(
                        Objects.requireNonNull(byId.get(guest)),
                        Notice.invitation(url, call.pair().partnerOf(guest), event.round(), call.endsAt()));
            }
        }
    }

    private static List<Registration> sitOut(List<Call> begun, List<Registration> present) {
        Set<UUID> paired = new HashSet<>();
        begun.forEach(call -> {
            paired.add(call.pair().one());
            paired.add(call.pair().other());
        });
        return present.stream()
                .filter(registration -> !paired.contains(registration.userId()))
                .toList();
    }
}
