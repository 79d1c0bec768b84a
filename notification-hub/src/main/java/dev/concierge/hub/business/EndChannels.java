package dev.concierge.hub.business;

import dev.concierge.hub.live.LiveDisconnect;
import dev.concierge.hub.live.SendLive;
import dev.concierge.platform.id.Ids;

/**
 * Ends the channels of what was erased, whoever has joined them and on every pod. By their whole names: {@code
 * resources:a-b} may be of a business {@code a-b} while {@code a} is erased, and a name is never given twice.
 */
final class EndChannels {
    private static final String RESOURCES = "resources:";

    private final SendLive live;
    private final Ids ids;

    EndChannels(SendLive live, Ids ids) {
        this.live = live;
        this.ids = ids;
    }

    /** Our view of {@code business.erased}; each of its locations is told of by itself. */
    record BusinessErased(String businessId) {
        static final String TYPE = "business.erased";
    }

    /** Our view of {@code location.erased}. */
    record LocationErased(String businessId, String locationId) {
        static final String TYPE = "location.erased";
    }

    void on(BusinessErased erased) {
        end(erased.businessId());
    }

    void on(LocationErased erased) {
        end(erased.businessId() + "-" + erased.locationId());
    }

    private void end(String name) {
        live.disconnect(ids.next(), new LiveDisconnect(null, null, null, RESOURCES + name));
    }
}
