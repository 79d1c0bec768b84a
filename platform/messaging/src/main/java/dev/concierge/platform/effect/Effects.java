package dev.concierge.platform.effect;

import dev.concierge.platform.effect.EffectRows.Requested;
import dev.concierge.platform.message.MessageJson;
import dev.concierge.platform.message.Traces;
import dev.concierge.platform.message.TransactionBuffer;
import java.util.UUID;

/**
 * Calls to others (mail servers, other services) that the surrounding transaction asks for; rows of the service's own
 * database.
 */
public final class Effects {
    private final MessageJson json;
    private final Traces traces;
    private final TransactionBuffer<Requested> buffer;

    Effects(EffectRows rows, MessageJson json, Traces traces, Runnable afterCommit) {
        this.json = json;
        this.traces = traces;
        this.buffer = new TransactionBuffer<>(rows::insert, afterCommit);
    }

    /**
     * Asks for an effect; it is performed after the commit by the {@link EffectHandler} of its kind, at least once,
     * with the same id each time. Asking twice with one id is asking once.
     */
    public void request(UUID id, String kind, String key, Object payload) {
        buffer.add(new Requested(id, kind, key, json.write(payload), traces.traceparent()));
    }
}
