package dev.concierge.event.trigger;

import jakarta.persistence.LockModeType;
import jakarta.persistence.QueryHint;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.QueryHints;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The trigger_events; whoever changes one raises the listening version in the same transaction. */
@Transactional(readOnly = true)
interface Triggers extends Repository<Trigger, TriggerId> {
    @Transactional(propagation = Propagation.MANDATORY)
    Trigger saveAndFlush(Trigger trigger);

    Optional<Trigger> findById(TriggerId id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<Trigger> findForChangeById(TriggerId id);

    /** For a snapshot: what is read here is never written. */
    @QueryHints(@QueryHint(name = "org.hibernate.readOnly", value = "true"))
    @Query("select t from Trigger t order by t.id.value")
    List<Trigger> all();

    /** By id. */
    @Query("""
            select t from Trigger t
            where (:journeyId is null or t.journeyId = :journeyId) and (:eventName is null or t.eventName = :eventName)
                and t.id.value > :after
            order by t.id.value
            """)
    List<Trigger> list(@Nullable String journeyId, @Nullable String eventName, UUID after, Limit limit);

    @Modifying
    @Transactional(propagation = Propagation.MANDATORY)
    @Query("delete from Trigger t where t.id = :id")
    int deleteById(TriggerId id);
}
