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
    String PAGE = """
            select r from Registration r
            where r.id.eventId = :event and (r.registeredAt, r.id.userId) > (:at, :user)
            order by r.registeredAt, r.id.userId
            """;

    @Transactional(propagation = Propagation.MANDATORY)
    Registration save(Registration registration);

    Optional<Registration> findById(RegistrationId id);

    /** In the order in which they registered. */
    @Query("select r from Registration r where r.id.eventId = :event order by r.registeredAt, r.id.userId")
    List<Registration> of(UUID event);

    @Query("select r from Registration r where r.id.eventId = :event and r.status in :statuses"
            + " order by r.registeredAt, r.id.userId")
    List<Registration> of(UUID event, Collection<Status> statuses);

    /** Of a guest, at events that start from an instant on; in the order of their starts. */
    @Query("""
            select r from Registration r join DateEvent e on e.id.value = r.id.eventId
            where r.id.userId = :user and e.startsAt >= :from order by e.startsAt, e.id.value
            """)
    List<Registration> ofGuest(UUID user, Instant from, Limit limit);

    @Query(PAGE)
    List<Registration> page(UUID event, Instant at, UUID user, Limit limit);
}
