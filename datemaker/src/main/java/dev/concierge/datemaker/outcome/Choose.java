package dev.concierge.datemaker.outcome;

import dev.concierge.datemaker.call.Calls;
import dev.concierge.datemaker.event.DateEvent;
import dev.concierge.datemaker.event.DateEventState;
import dev.concierge.datemaker.history.EventLog;
import dev.concierge.datemaker.outcome.Choices.Choice;
import dev.concierge.datemaker.plan.Pair;
import dev.concierge.datemaker.registration.EventDesk;
import dev.concierge.platform.id.Ids;
import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.problem.InvalidInput;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A guest says what they think of a partner: until the choices close, and as often as they change their mind. */
@Component
public class Choose {
    private final EventDesk desk;
    private final Calls calls;
    private final Choices choices;
    private final Blocks blocks;
    private final EventLog log;
    private final JdbcClient jdbc;
    private final Ids ids;
    private final Clock clock;

    Choose(
            EventDesk desk,
            Calls calls,
            Choices choices,
            Blocks blocks,
            EventLog log,
            JdbcClient jdbc,
            Ids ids,
            Clock clock) {
        this.desk = desk;
        this.calls = calls;
        this.choices = choices;
        this.blocks = blocks;
        this.log = log;
        this.jdbc = jdbc;
        this.ids = ids;
        this.clock = clock;
    }

    /** What is null stays as it was. */
    @Transactional(noRollbackFor = Fact.class)
    public void choose(UUID eventId, UUID user, UUID partner, @Nullable Boolean liked, @Nullable String note) {
        DateEvent event = desk.lock(eventId);
        desk.find(eventId, user);
        requireCall(eventId, user, partner);
        if (event.state() != DateEventState.RUNNING) {
            throw Refusal.closed(eventId);
        }
        choices.save(eventId, new Choice(user, partner, liked, note), clock.instant());
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("partner_id", partner.toString());
        if (liked != null) {
            detail.put("liked", liked);
        }
        log.noteSome(eventId, clock.instant(), "chose", user, detail);
    }

    /** The reporter does not meet the reported one again; an operator looks at the reason. */
    @Transactional(noRollbackFor = Fact.class)
    public UUID report(UUID eventId, UUID user, UUID partner, String reason) {
        desk.lock(eventId);
        desk.find(eventId, user);
        requireCall(eventId, user, partner);
        UUID id = ids.next();
        blocks.add(user, partner, clock.instant());
        UUID kept = jdbc.sql("""
                insert into reports as known (report_id, event_id, user_id, reported_id, reason, reported_at)
                values (:id, :event, :user, :reported, :reason, :at)
                on conflict (event_id, user_id, reported_id) do update set reason = excluded.reason
                where known.verdict is null returning report_id
                """)
                .param("id", id)
                .param("event", eventId)
                .param("user", user)
                .param("reported", partner)
                .param("reason", reason)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .optional()
                .orElseThrow(() -> Refusal.reviewed(id));
        log.noteSome(eventId, clock.instant(), "reported", user, Map.of("partner_id", partner.toString()));
        return kept;
    }

    private void requireCall(UUID event, UUID user, UUID partner) {
        if (user.equals(partner)) {
            throw new InvalidInput("/partnerId", partner, "somebody else");
        }
        if (!calls.werePaired(event, new Pair(user, partner))) {
            throw Refusal.noCall(event, partner);
        }
    }
}
