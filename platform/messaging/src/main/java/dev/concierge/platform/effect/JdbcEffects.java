package dev.concierge.platform.effect;

import dev.concierge.platform.effect.EffectRows.Requested;
import dev.concierge.platform.message.CurrentTrace;
import dev.concierge.platform.message.MessageJson;
import dev.concierge.platform.message.TransactionBuffer;
import java.util.UUID;

/** Effects as a table of the service's own database. */
final class JdbcEffects implements Effects {
    private final MessageJson json;
    private final CurrentTrace trace;
    private final TransactionBuffer<Requested> buffer;

    JdbcEffects(EffectRows rows, MessageJson json, CurrentTrace trace, Runnable afterCommit) {
        this.json = json;
        this.trace = trace;
        this.buffer = new TransactionBuffer<>(rows::insert, afterCommit);
    }

    @Override
    public void request(UUID id, String kind, String key, Object payload) {
        buffer.add(new Requested(id, kind, key, json.write(payload), trace.traceparent()));
    }
}
