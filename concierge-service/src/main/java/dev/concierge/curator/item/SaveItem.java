package dev.concierge.curator.item;

import dev.concierge.curator.kind.Kinds;
import dev.concierge.platform.conditional.Precondition;
import dev.concierge.platform.id.Ids;
import dev.concierge.platform.outbox.Outbox;
import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.platform.security.Caller;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps items; those that everyone may see are told of, so that they can be found. */
@Component
class SaveItem {
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
        Item item = items.save(new Item(new ItemId(ids.next()), creator, checked(caller, details), clock.instant()));
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
        item.change(checked(caller, change.apply(item.details())), clock.instant());
        if (item.isPublic()) {
            tell(item);
        } else if (wasPublic) {
            outbox.append(ItemTopic.NAME, id.toString(), ItemDeleted.TYPE, new ItemDeleted(id, clock.instant()));
        }
    }

    private void tell(Item item) {
        outbox.append(ItemTopic.NAME, item.id().toString(), ItemSaved.TYPE, ItemSaved.of(item));
    }

    private ItemDetails checked(Caller caller, ItemDetails details) {
        kinds.check(details.type(), Objects.requireNonNullElse(details.attributes(), Map.of()));
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
        return isGuest
                ? details.owned(caller.subject(), Capacity.SELF, Visibility.PRIVATE)
                : details.owned(details.owner(), details.capacity(), Visibility.PUBLIC);
    }
}
