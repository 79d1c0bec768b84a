package dev.concierge.journey.catalogue;

import dev.concierge.journey.definition.JourneyId;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps journeys and their states. */
@Transactional(readOnly = true)
public interface Journeys extends Repository<Journey, JourneyId> {
    /** Adds a draft; 0 when there is a journey of this id. Waits for another transaction that is adding it. */
    @Modifying
    @Transactional(propagation = Propagation.MANDATORY)
    @Query(nativeQuery = true, value = """
            insert into journeys (journey_id, state, latest_version, created_at, updated_at)
            values (:id, 'draft', 1, :at, :at) on conflict do nothing
            """)
    int add(String id, Instant at);

    Optional<Journey> findById(JourneyId id);

    /** The journey, locked until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<Journey> findForChangeById(JourneyId id);

    List<Journey> findByIdValueIn(Collection<String> ids);

    List<Journey> findByStateAndUpdatedAtLessThanEqual(JourneyState state, Instant since);

    /** By id. */
    List<Journey> findByIdValueGreaterThanOrderByIdValue(String after, Limit limit);
}
