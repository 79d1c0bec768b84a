package dev.concierge.curator.training;

import dev.concierge.curator.ranking.ItemModel;
import dev.concierge.curator.ranking.ModelFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;

/** A version as curations use it. */
public final class ServedModel {
    private final UUID version;
    private final List<UUID> items;
    private final Map<UUID, Integer> places;
    private final ItemModel model;

    ServedModel(UUID version, ModelFile.Named named) {
        this.version = version;
        this.items = named.items();
        this.model = named.model();
        this.places = new HashMap<>(items.size() * 2);
        for (int place = 0; place < items.size(); place++) {
            places.put(items.get(place), place);
        }
    }

    public UUID version() {
        return version;
    }

    public ItemModel model() {
        return model;
    }

    public UUID item(int place) {
        return items.get(place);
    }

    /** Empty for an item that nobody had taken when the model was trained. */
    public OptionalInt place(UUID item) {
        Integer place = places.get(item);
        return place == null ? OptionalInt.empty() : OptionalInt.of(place);
    }
}
