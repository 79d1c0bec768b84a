package dev.concierge.platform.parking;

import dev.concierge.platform.message.MessageBody;

/**
 * A step of {@link ParkingWork} that failed by its own fault, such as one timer.
 *
 * @param key whose order it belongs to, as of a message
 * @param id tells it from others of the same work; what operators see
 * @param type what operators read, such as {@code timer.elapsed}
 */
public record ParkedStep(String key, String id, String type, MessageBody payload) {
    /** What was parked, read as {@code view}. */
    public <T> T as(Class<T> view) {
        return payload.as(view);
    }
}
