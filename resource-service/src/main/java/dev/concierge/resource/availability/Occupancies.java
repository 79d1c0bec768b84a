package dev.concierge.resource.availability;

import dev.concierge.resource.availability.Occupancy.Taken;
import dev.concierge.resource.unit.Unit;
import dev.concierge.resource.unit.UnitId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How much of each of some units is taken. */
public final class Occupancies {
    private Occupancies() {}

    public static Map<UnitId, Occupancy> of(List<Unit> units, List<Claim> claims, List<Busy> busy) {
        Map<UnitId, List<Taken>> taken = new HashMap<>();
        claims.forEach(claim ->
                taken.computeIfAbsent(claim.unit(), _ -> new ArrayList<>()).add(claim.taken()));
        Map<UnitId, Occupancy> result = new HashMap<>();
        for (Unit unit : units) {
            busy.stream()
                    .filter(some -> some.unit().equals(unit.id()))
                    .forEach(some -> taken.computeIfAbsent(unit.id(), _ -> new ArrayList<>())
                            .add(new Taken(some.when(), unit.capacity())));
            result.put(unit.id(), Occupancy.of(unit.capacity(), taken.getOrDefault(unit.id(), List.of())));
        }
        return result;
    }
}
