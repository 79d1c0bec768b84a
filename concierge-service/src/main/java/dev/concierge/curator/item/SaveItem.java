package dev.concierge.curator.item;

import dev.concierge.platform.message.Ids;
import dev.concierge.platform.outbox.Outbox;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
        Item item = new Item(
                ids.next(),
                wanted.type(),
                wanted.title(),
                Objects.requireNonNullElse(wanted.description(), ""),
                Objects.requireNonNullElse(wanted.tags(), List.of()),
                Objects.requireNonNullElse(wanted.attributes(), Map.of()),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        items.add(item);
        outbox.append(ItemTopic.NAME, item.id().toString(), ItemSaved.TYPE, ItemSaved.of(item));
        return item.id();
    }
}
