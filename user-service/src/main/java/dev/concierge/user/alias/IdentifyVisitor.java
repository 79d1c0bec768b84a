package dev.concierge.user.alias;

import dev.concierge.user.alias.AnonymousHistory.Past;
import dev.concierge.user.history.Deed;
import dev.concierge.user.history.GuestHistory;
import dev.concierge.user.history.GuestHistory.FactsOf;
import dev.concierge.user.identity.UserId;
import dev.concierge.user.identity.UserNotFound;
import dev.concierge.user.identity.UserVersions;
import dev.concierge.user.profile.Signal;
import dev.concierge.user.profile.UpdateProfiles;
import dev.concierge.user.segment.PlaceGuests;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.MissingNode;

/** Says whose an anonymous id is: what was done under it is the guest's from now on, and what will be, too. */
@Component
class IdentifyVisitor {
    private final Aliases aliases;
    private final AnonymousHistory anonymous;
    private final GuestHistory history;
    private final UpdateProfiles updateProfiles;
    private final PlaceGuests placeGuests;
    private final UserVersions users;
    private final Clock clock;

    IdentifyVisitor(
            Aliases aliases,
            AnonymousHistory anonymous,
            GuestHistory history,
            UpdateProfiles updateProfiles,
            PlaceGuests placeGuests,
            UserVersions users,
            Clock clock) {
        this.aliases = aliases;
        this.anonymous = anonymous;
        this.history = history;
        this.updateProfiles = updateProfiles;
        this.placeGuests = placeGuests;
        this.users = users;
        this.clock = clock;
    }

    /**
     * What of the visitor's is the guest's now.
     *
     * @param topic of interactions; empty for other events
     */
    record Moved(String name, String topic, long happened) {}

    /** A repetition moves what came meanwhile: nothing. */
    @Transactional
    public List<Moved> identify(String anonymousId, UserId guest) {
        anonymous.lock(anonymousId);
        if (!users.isKnown(guest)) {
            throw new UserNotFound(guest.toString());
        }
        boolean isAGuest = UserId.parse(anonymousId).filter(users::isKnown).isPresent();
        boolean isTaken = !aliases.add(anonymousId, guest, Aliases.Kind.ANONYMOUS, clock.instant())
                && !aliases.owner(anonymousId).filter(guest::equals).isPresent();
        if (isAGuest || isTaken) {
            throw new AliasTaken("/anonymousId", anonymousId);
        }
        List<FactsOf> facts = anonymous.takeFacts(anonymousId, guest);
        List<Past> past = anonymous.take(anonymousId);
        updateProfiles.update(Map.of(
                guest,
                past.stream()
                        .flatMap(one -> deeds(anonymousId, one))
                        .<Signal>map(Signal.Did::new)
                        .toList()));
        past.forEach(one -> history.addAll(guest, one.name(), one.topic(), one.happened(), one.times()));
        history.addFacts(facts);
        placeGuests.placeSoon(List.of(guest));
        return past.stream()
                .map(one -> new Moved(one.name(), one.topic(), one.happened()))
                .toList();
    }

    /** Not all of an event's attributes were kept, and its name alone says nothing of the guest. */
    private static Stream<Deed> deeds(String actor, Past past) {
        return past.times().stream()
                .map(at -> new Deed(
                        actor, past.name(), past.topic(), !past.topic().isEmpty(), at, MissingNode.getInstance()));
    }
}
