package dev.concierge.curator.curation;

import dev.concierge.curator.interaction.InteractionType;
import dev.concierge.curator.interaction.Interactions.Interaction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What the guest did with each item: of several things the strongest. */
record Known(Map<UUID, InteractionType> items) {
    static Known of(List<Interaction> interactions) {
        Map<UUID, InteractionType> items = new LinkedHashMap<>();
        interactions.forEach(
                one -> items.merge(one.item(), one.type(), (first, then) -> first.compareTo(then) <= 0 ? first : then));
        return new Known(items);
    }

    /** 0 for an item that the guest did nothing with. */
    double strength(UUID item) {
        InteractionType type = items.get(item);
        return type == null ? 0 : type.strength();
    }

    Set<UUID> bought() {
        return items.entrySet().stream()
                .filter(entry -> entry.getValue() == InteractionType.PURCHASE)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
