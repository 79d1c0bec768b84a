package dev.concierge.datemaker.conduct;

import dev.concierge.datemaker.call.Calls;
import dev.concierge.datemaker.event.DateEvent;
import dev.concierge.datemaker.guest.Guests;
import dev.concierge.datemaker.outcome.Blocks;
import dev.concierge.datemaker.plan.Lineup;
import dev.concierge.datemaker.plan.Pair;
import dev.concierge.datemaker.plan.Plan;
import dev.concierge.datemaker.plan.Planner;
import dev.concierge.datemaker.plan.Score;
import dev.concierge.datemaker.registration.Registration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Plans the rounds of each group from who is there, what is behind them and what was planned before. */
@Component
class PairGuests {
    private final Calls calls;
    private final Blocks blocks;
    private final Guests guests;

    PairGuests(Calls calls, Blocks blocks, Guests guests) {
        this.calls = calls;
        this.blocks = blocks;
        this.guests = guests;
    }

    Map<Integer, Plan> plan(DateEvent event, List<Registration> present) {
        Set<Pair> settled = new HashSet<>(calls.met(event.id().value(), event.series()));
        settled.addAll(blocks.among(present.stream().map(Registration::userId).toList()));
        Score score = Suitability.of(present, guests).score();
        Map<Integer, List<Registration>> groups = new TreeMap<>();
        for (Registration registration : present) {
            Integer group = registration.group();
            if (group != null) {
                groups.computeIfAbsent(group, _ -> new ArrayList<>()).add(registration);
            }
        }
        Map<Integer, Plan> plans = new TreeMap<>();
        groups.forEach((number, group) -> plans.put(
                number,
                Planner.replan(
                        event.plans().getOrDefault(number, Plan.EMPTY), lineup(event, group, settled, score, number))));
        return plans;
    }

    private static Lineup lineup(
            DateEvent event, List<Registration> group, Set<Pair> settled, Score score, int number) {
        Map<UUID, Integer> byes = new HashMap<>();
        group.forEach(registration -> byes.put(registration.userId(), registration.byes()));
        return new Lineup(
                event.format().mode(),
                group.stream().map(Registration::person).toList(),
                settled,
                byes,
                score,
                event.id().value().getLeastSignificantBits() + number);
    }
}
