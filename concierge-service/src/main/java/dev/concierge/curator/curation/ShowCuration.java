package dev.concierge.curator.curation;

import dev.concierge.curator.item.ItemView;
import dev.concierge.curator.item.VisibleItems;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** Shows places of a curation: the list is as it was made, the items are as they are; what may not be seen now is left out. */
@Component
class ShowCuration {
    private final VisibleItems items;
    private final Clock clock;

    ShowCuration(VisibleItems items, Clock clock) {
        this.items = items;
        this.clock = clock;
    }

    /** @param from the first place, from 0 */
    List<CuratedItem> show(Curation curation, int from, int to) {
        List<Place> places = curation.places().subList(from, to);
        Set<UUID> ids = new HashSet<>();
        places.forEach(place -> {
            ids.add(place.considered().item());
            place.considered().because().forEach(because -> ids.add(because.item()));
        });
        Map<UUID, ItemView> visible = items.find(curation.guest(), clock.instant(), ids);
        Explain explain = new Explain(
                curation, visible.values().stream().collect(Collectors.toMap(ItemView::itemId, ItemView::title)));
        return IntStream.range(0, places.size())
                .filter(place ->
                        visible.containsKey(places.get(place).considered().item()))
                .mapToObj(place -> curated(from + place + 1, places.get(place), visible, explain))
                .toList();
    }

    Optional<CuratedItem> show(Curation curation, UUID item) {
        return IntStream.range(0, curation.places().size())
                .filter(place ->
                        curation.places().get(place).considered().item().equals(item))
                .boxed()
                .flatMap(place -> show(curation, place, place + 1).stream())
                .findFirst();
    }

    private static CuratedItem curated(int rank, Place place, Map<UUID, ItemView> visible, Explain explain) {
        return new CuratedItem(
                rank,
                Objects.requireNonNull(visible.get(place.considered().item())),
                explain.score(place),
                explain.why(place),
                place.explored(),
                place.propensity());
    }
}
