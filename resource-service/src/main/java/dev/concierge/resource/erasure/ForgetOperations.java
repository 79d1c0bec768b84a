package dev.concierge.resource.erasure;

import dev.concierge.platform.parking.ForgetParked;
import dev.concierge.resource.directory.Directory;
import dev.concierge.resource.directory.EraseRequested;
import dev.concierge.resource.directory.Place;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Removes an erased tenant's operations that are parked; one that cannot be read is whose place its key names. */
@Component
class ForgetOperations {
    private final ForgetParked parked;
    private final Directory directory;
    private final JsonMapper mapper;

    ForgetOperations(ForgetParked parked, Directory directory, JsonMapper mapper) {
        this.parked = parked;
        this.directory = directory;
        this.mapper = mapper;
    }

    void forget(EraseRequested erased) {
        int _ = parked.forget(
                erased.businessId() + "-", message -> isTheirs(message, erased), "its business or location is erased");
    }

    private boolean isTheirs(ForgetParked.Message message, EraseRequested erased) {
        JsonNode record = read(message.payload());
        if (record.path("businessId").isString()) {
            return record.path("businessId").stringValue().equals(erased.businessId())
                    && (erased.locationId() == null
                            || erased.locationId()
                                    .equals(record.path("locationId").asString("")));
        }
        return directory
                .ofKey(message.key())
                .filter(place -> isIn(place, erased))
                .isPresent();
    }

    private static boolean isIn(Place place, EraseRequested erased) {
        return place.business().equals(erased.business())
                && erased.place().map(place::equals).orElse(true);
    }

    private JsonNode read(byte[] payload) {
        try {
            return mapper.readTree(payload);
        } catch (JacksonException unreadable) {
            return mapper.missingNode();
        }
    }
}
