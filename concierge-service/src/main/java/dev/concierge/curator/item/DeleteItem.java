package dev.concierge.curator.item;

import dev.concierge.platform.outbox.Outbox;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class DeleteItem {
    private final Items items;
    private final Outbox outbox;
    private final Clock clock;

    DeleteItem(Items items, Outbox outbox, Clock clock) {
        this.items = items;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Transactional
    public void delete(UUID item) {
        if (items.deleteById(new ItemId(item)) == 0) {
            throw new ItemNotFound(item);
        }
        outbox.append(ItemTopic.NAME, item.toString(), ItemDeleted.TYPE, new ItemDeleted(item, clock.instant()));
    }
}
