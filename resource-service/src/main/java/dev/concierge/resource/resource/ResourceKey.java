package dev.concierge.resource.resource;

import dev.concierge.resource.directory.Place;
import dev.concierge.resource.type.ResourceType;

/** Which resource. */
public record ResourceKey(Place place, ResourceType type, ResourceId id) {
    @Override
    public String toString() {
        return type + " " + id + " at " + place;
    }
}
