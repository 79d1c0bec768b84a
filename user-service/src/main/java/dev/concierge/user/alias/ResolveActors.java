package dev.concierge.user.alias;

import dev.concierge.platform.input.Texts;
import dev.concierge.user.history.Deed;
import dev.concierge.user.identity.UserId;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Finds out which guests did something; what nobody is known for is put aside until somebody says whose it is. */
@Component
public class ResolveActors {
    private static final int LONGEST = 200;

    private final Aliases aliases;
    private final AnonymousHistory anonymous;
    private final Clock clock;

    ResolveActors(Aliases aliases, AnonymousHistory anonymous, Clock clock) {
        this.aliases = aliases;
        this.anonymous = anonymous;
        this.clock = clock;
    }

    /** The guests behind the actors of these, in the transaction of the batch. */
    public Map<String, UserId> guests(Collection<Deed> deeds) {
        Map<String, UserId> guests = new HashMap<>();
        Set<UserId> ids = deeds.stream()
                .flatMap(deed -> UserId.parse(deed.actor()).stream())
                .collect(Collectors.toSet());
        aliases.known(ids).forEach(id -> guests.put(id.toString(), id));
        Set<String> others = deeds.stream()
                .map(Deed::actor)
                .filter(actor -> !guests.containsKey(actor) && Texts.length(actor) <= LONGEST)
                .collect(Collectors.toSet());
        if (!others.isEmpty()) {
            anonymous.lockShared(others);
            guests.putAll(aliases.owners(others));
            others.removeAll(guests.keySet());
            others.removeAll(aliases.erased(others)); // what comes late of a guest who is no more is nobody's
            List<Deed> unclaimed =
                    deeds.stream().filter(deed -> others.contains(deed.actor())).toList();
            anonymous.add(unclaimed, clock.instant());
        }
        return guests;
    }
}
