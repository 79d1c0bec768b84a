package dev.concierge.datemaker.registration;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Transactional(readOnly = true)
public interface Registrations extends Repository<Registration, RegistrationId> {
    @Transactional(propagation = Propagation.MANDATORY)
    Registration save(Registration registration);

    Optional<Registration> findById(RegistrationId id);

    /** In the order in which they registered. */
    @Query("select r from Registration r where r.id.eventId = :event order by r.registeredAt, r.id.userId")
    List<Registration> of(UUID event);

    @Query("select r from Registration r where r.id.eventId = :event and r.status in :statuses"
            + " order by r.registeredAt, r.id.userId")
    List<Registration> of(UUID event, Collection<Status> statuses);

    @Query("""
            select r from Registration r
            where r.id.eventId = :event and (r.registeredAt, r.id.userId) > (:at, :user)
            order by r.registeredAt, r.id.userId
            """)
    List<Registration> page(UUID event, Instant at, UUID user, Limit limit);
}
