package dev.concierge.platform.effect;

import java.util.UUID;

/** Calls to others (mail servers, other services) that the surrounding transaction asks for. */
public interface Effects {
    /**
     * Asks for an effect; it is performed after the commit by the {@link EffectHandler} of its kind, at least once,
     * with the same id each time. Asking twice with one id is asking once.
     */
    void request(UUID id, String kind, String key, Object payload);
}
