package dev.concierge.curator.item;

import dev.concierge.curator.kind.Kinds;
import dev.concierge.platform.outbox.Outbox;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The items of experiences that jobs have created, in the transactions of these. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class ExperienceItems {
    public static final String KIND = "experience";

    private final Items items;
    private final Kinds kinds;
    private final DeleteItem delete;
    private final Outbox outbox;
    private final Clock clock;

    ExperienceItems(Items items, Kinds kinds, DeleteItem delete, Outbox outbox, Clock clock) {
        this.items = items;
        this.kinds = kinds;
        this.delete = delete;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** @throws dev.concierge.platform.problem.InvalidInput when the kind wants other attributes */
    @Transactional(propagation = Propagation.SUPPORTS)
    public void check(Map<String, @Nullable Object> attributes) {
        kinds.check(KIND, attributes);
    }

    /** It can be found within a second. */
    public void add(UUID id, String creator, ItemDetails details) {
        Item item = items.save(new Item(new ItemId(id), creator, details, clock.instant()));
        outbox.append(ItemTopic.NAME, id.toString(), ItemSaved.TYPE, ItemSaved.of(item));
    }

    /** Whether it was still there. */
    public boolean remove(UUID id) {
        Optional<Item> found = items.findForChangeById(new ItemId(id));
        found.ifPresent(delete::delete);
        return found.isPresent();
    }
}
