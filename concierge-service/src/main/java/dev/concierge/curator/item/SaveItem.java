package dev.concierge.curator.item;

import dev.concierge.platform.id.Ids;
import dev.concierge.platform.outbox.Outbox;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class SaveItem {
    private final Items items;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;

    SaveItem(Items items, Outbox outbox, Ids ids, Clock clock) {
        this.items = items;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    @Transactional
    public UUID save(CreateItem wanted) {
        Item item = items.save(
                new Item(new ItemId(ids.next()), wanted, clock.instant().truncatedTo(ChronoUnit.MICROS)));
        outbox.append(ItemTopic.NAME, item.id().toString(), ItemSaved.TYPE, ItemSaved.of(item));
        return item.id().value();
    }
}
