package dev.concierge.curator.item;

import dev.concierge.curator.kind.Kinds;
import dev.concierge.platform.conditional.Precondition;
import dev.concierge.platform.id.Ids;
import dev.concierge.platform.outbox.Outbox;
import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.platform.security.Caller;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps items; those that everyone may see are told of, so that they can be found. */
@Component
class SaveItem {
    /** Each of them may be in everybody's search. */
    private static final int MOST_OF_A_GUEST = 1_000;

    private static final String OFFER = "offerId";
    private static final List<String> OFFERED = List.of(OFFER, "businessId");

    private final Items items;
    private final Kinds kinds;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;

    SaveItem(Items items, Kinds kinds, Outbox outbox, Ids ids, Clock clock) {
        this.items = items;
        this.kinds = kinds;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    @Transactional
    public UUID save(Caller caller, ItemDetails details) {
        String creator = caller.kind().name().toLowerCase(Locale.ROOT) + ":" + caller.subject();
        ItemDetails checked = checked(caller, details, null);
        requireRoom(caller);
        Item item = items.save(new Item(new ItemId(ids.next()), creator, checked, clock.instant()));
        if (item.isPublic()) {
            tell(item);
        }
        return item.id().value();
    }

    /** @param change makes the new details of the present ones */
    @Transactional
    public void change(Caller caller, UUID id, Precondition precondition, UnaryOperator<ItemDetails> change) {
        Item item = items.findForChangeById(new ItemId(id))
                .filter(found -> ItemRights.mayChange(caller, found))
                .orElseThrow(() -> new ItemNotFound(id));
        precondition.check(ItemView.of(item));
        boolean wasPublic = item.isPublic();
        ItemDetails present = item.details();
        item.change(checked(caller, change.apply(present), present), clock.instant());
        if (item.isPublic()) {
            tell(item);
        } else if (wasPublic) {
            outbox.append(ItemTopic.NAME, id.toString(), ItemDeleted.TYPE, new ItemDeleted(id, clock.instant()));
        }
    }

    private void tell(Item item) {
        outbox.append(ItemTopic.NAME, item.id().toString(), ItemSaved.TYPE, ItemSaved.of(item));
    }

    private void requireRoom(Caller caller) {
        if (caller.kind() != Caller.Kind.GUEST) {
            return;
        }
        String _ = items.waitForTurnOf(caller.subject());
        if (items.countByOwner(caller.subject()) >= MOST_OF_A_GUEST) {
            throw new TooManyItems();
        }
    }

    private ItemDetails checked(Caller caller, ItemDetails details, @Nullable ItemDetails present) {
        kinds.check(details.type(), attributes(details));
        if (details.availableFrom() != null
                && details.availableUntil() != null
                && !details.availableFrom().isBefore(details.availableUntil())) {
            throw new InvalidInput("/availableUntil", details.availableUntil(), "a time after availableFrom");
        }
        boolean isGuest = caller.kind() == Caller.Kind.GUEST;
        if (isGuest && details.owner() != null && !details.owner().equals(caller.subject())) {
            throw new InvalidInput("/owner", details.owner(), "your own userId");
        }
        if (isGuest && details.capacity() != null && details.capacity() != Capacity.SELF) {
            throw new InvalidInput("/capacity", details.capacity().wireName(), "self");
        }
        if (isGuest) {
            requireOwnOffer(details, present);
        }
        return isGuest
                ? details.owned(caller.subject(), Capacity.SELF, Visibility.PRIVATE)
                : details.owned(details.owner(), details.capacity(), Visibility.PUBLIC);
    }

    /**
     * What an item offers is made by a job, which guests have at some businesses alone: whoever could write it here would
     * have anybody's offer booked under a name of their own.
     */
    private static void requireOwnOffer(ItemDetails details, @Nullable ItemDetails present) {
        Map<String, @Nullable Object> said = attributes(details);
        if (said.get(OFFER) == null) {
            return;
        }
        Map<String, @Nullable Object> before = present == null ? Map.of() : attributes(present);
        for (String name : OFFERED) {
            if (!Objects.equals(said.get(name), before.get(name))) {
                throw new InvalidInput(
                        "/attributes/" + name, said.get(name), "what a job has made of it (POST /experiences)");
            }
        }
    }

    private static Map<String, @Nullable Object> attributes(ItemDetails details) {
        return details.attributes() == null ? Map.of() : details.attributes();
    }

    private static final class TooManyItems extends Fact {
        TooManyItems() {
            super(
                    Kind.CONFLICT,
                    "too-many-items",
                    "You have " + MOST_OF_A_GUEST + " items, as many as one guest may have.");
        }
    }
}
