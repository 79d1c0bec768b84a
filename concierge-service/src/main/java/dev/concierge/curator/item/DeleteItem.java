package dev.concierge.curator.item;

import dev.concierge.curator.interaction.PersonalData;
import dev.concierge.platform.conditional.Precondition;
import dev.concierge.platform.outbox.Outbox;
import dev.concierge.platform.security.Caller;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class DeleteItem implements PersonalData {
    private final Items items;
    private final Outbox outbox;
    private final Clock clock;

    DeleteItem(Items items, Outbox outbox, Clock clock) {
        this.items = items;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Transactional
    public void delete(Caller caller, UUID id, Precondition precondition) {
        Item item = items.findForChangeById(new ItemId(id))
                .filter(found -> ItemRights.mayChange(caller, found))
                .orElseThrow(() -> new ItemNotFound(id));
        precondition.check(ItemView.of(item));
        delete(item);
    }

    @Override
    public void erase(String guest) {
        items.findByOwner(guest).forEach(this::delete);
    }

    void delete(Item item) {
        items.delete(item);
        if (item.isPublic()) {
            UUID id = item.id().value();
            outbox.append(ItemTopic.NAME, id.toString(), ItemDeleted.TYPE, new ItemDeleted(id, clock.instant()));
        }
    }
}
