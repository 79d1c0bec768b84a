package dev.concierge.curator.curation;

import dev.concierge.curator.interaction.Interactions;
import dev.concierge.curator.item.VisibleItems;
import dev.concierge.curator.item.VisibleItems.Candidate;
import dev.concierge.curator.item.VisibleItems.Wanted;
import dev.concierge.curator.search.FindItems;
import dev.concierge.curator.search.FoundItem;
import dev.concierge.curator.training.ModelServer;
import dev.concierge.platform.input.Numbers;
import dev.concierge.platform.input.Refused;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.platform.security.Caller;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gathers what may stand in a curation and what speaks for each. */
@Component
class GatherInputs {
    private static final int SOURCE = 200;
    private static final int HISTORY = 200;

    private final Interactions interactions;
    private final VisibleItems items;
    private final FindItems search;
    private final ModelServer models;
    private final CurationSettings settings;

    GatherInputs(
            Interactions interactions,
            VisibleItems items,
            FindItems search,
            ModelServer models,
            CurationSettings settings) {
        this.interactions = interactions;
        this.items = items;
        this.search = search;
        this.models = models;
        this.settings = settings;
    }

    Inputs gather(Caller caller, String guest, AskForCuration asked, Map<String, Double> affinities, Instant now) {
        Wanted wanted = wanted(guest, asked.wanted(), now);
        Known known = Known.of(interactions.latestOf(guest, HISTORY));
        @Nullable
        Taste taste = models.served().map(model -> new Taste(model, known)).orElse(null);
        Liking liking = Liking.of(
                Objects.requireNonNullElse(asked.wanted().topics(), List.of()),
                known,
                items.of(
                        new Wanted(guest, now, List.of(), List.of(), null, null),
                        known.items().keySet()),
                affinities);
        Map<UUID, FoundItem> hits = new LinkedHashMap<>();
        Map<UUID, Candidate> candidates = new LinkedHashMap<>();
        if (asked.query() == null) {
            add(candidates, taste == null ? List.of() : items.of(wanted, taste.best(SOURCE)));
            add(candidates, items.about(wanted, liking.topics(), SOURCE));
            add(candidates, items.newest(wanted, SOURCE));
        } else {
            search.find(asked.query(), PageRequest.first(PageRequest.MAX_LIMIT), caller)
                    .items()
                    .forEach(hit -> id(hit).ifPresent(id -> hits.put(id, hit)));
            add(candidates, items.of(wanted, hits.keySet()));
            add(candidates, items.ofTheirOwn(wanted, asked.query(), SOURCE));
        }
        Set<UUID> left = new HashSet<>(known.bought());
        left.addAll(Objects.requireNonNullElse(asked.wanted().exclude(), List.of()));
        candidates.keySet().removeAll(left);
        return new Inputs(
                asked.query(),
                asked.wantedSize(),
                settings.balance(),
                settings.exploration(),
                taste == null ? null : taste.version(),
                liking.shares(),
                new Relevance(hits, taste, liking).of(new ArrayList<>(candidates.values())));
    }

    /** Empty for what another service keeps under ids of its own. */
    private static Optional<UUID> id(FoundItem hit) {
        try {
            return Optional.of(Numbers.uuid(hit.itemId()));
        } catch (Refused notOurs) {
            return Optional.empty();
        }
    }

    private static void add(Map<UUID, Candidate> candidates, List<Candidate> found) {
        found.forEach(one -> candidates.putIfAbsent(one.item(), one));
    }

    private static Wanted wanted(String guest, AskForCuration.Params params, Instant now) {
        AskForCuration.Price price = params.maxPrice();
        AskForCuration.Near near = params.near();
        return new Wanted(
                guest,
                now,
                Objects.requireNonNullElse(params.kinds(), List.of()),
                Objects.requireNonNullElse(params.languages(), List.of()),
                price == null ? null : new VisibleItems.Price(price.amount(), price.currency()),
                near == null ? null : new VisibleItems.Near(near.lat(), near.lon(), near.km()));
    }
}
