package dev.concierge.datemaker.event;

import jakarta.persistence.LockModeType;
import jakarta.persistence.QueryHint;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.QueryHints;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Transactional(readOnly = true)
public interface DateEvents extends Repository<DateEvent, DateEventId> {
    /** Rows that another transaction holds are left out. */
    String SKIP_LOCKED = "-2";

    @Transactional(propagation = Propagation.MANDATORY)
    DateEvent save(DateEvent event);

    Optional<DateEvent> findById(DateEventId id);

    List<DateEvent> findByIdIn(Collection<DateEventId> ids);

    /** Whatever changes about an event and its guests happens under this lock, one after the other. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select e from DateEvent e where e.id = :id")
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<DateEvent> lock(DateEventId id);

    /** The same if it is due and nobody else has it: whoever conducts it now does what is to be done. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @QueryHints(@QueryHint(name = "jakarta.persistence.lock.timeout", value = SKIP_LOCKED))
    @Query("select e from DateEvent e where e.id = :id and e.heldAt is null and e.dueAt <= :now")
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<DateEvent> take(DateEventId id, Instant now);

    @Query("select e.id.value as id, e.dueAt as dueAt from DateEvent e"
            + " where e.heldAt is null and e.dueAt <= :until order by e.dueAt")
    List<Due> dueUntil(Instant until, Limit limit);

    /** In the order of their starts. */
    @Query("""
            select e from DateEvent e
            where (e.startsAt, e.id.value) > (:start, :id) and e.state in :states
            order by e.startsAt, e.id.value
            """)
    List<DateEvent> startingAfter(Instant start, UUID id, Collection<DateEventState> states, Limit limit);

    /** Those that nobody has heard of yet, each to one caller only. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @QueryHints(@QueryHint(name = "jakarta.persistence.lock.timeout", value = SKIP_LOCKED))
    @Transactional(propagation = Propagation.MANDATORY)
    List<DateEvent> findByAnnouncedAtIsNullOrderByIdValue(Limit limit);

    long countByStartsAtGreaterThanAndStateIn(Instant now, Collection<DateEventState> states);

    long countByHeldAtIsNullAndDueAtLessThan(Instant due);

    /** An event whose deadline comes. */
    interface Due {
        UUID getId();

        Instant getDueAt();
    }
}
