package dev.concierge.resource.directory;

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

@Transactional(readOnly = true)
interface Locations extends Repository<Location, Place> {
    /** 0 when it was there before; a failed insert would end the transaction. */
    @Modifying
    @Transactional(propagation = Propagation.MANDATORY)
    @Query(nativeQuery = true, value = """
            insert into locations (business_id, location_id, name, zone, added_at)
            values (:business, :id, :name, :zone, :at) on conflict do nothing
            """)
    int add(String business, String id, String name, String zone, Instant at);

    Optional<Location> findById(Place id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<Location> findForChangeByPlace(Place place);

    List<Location> findByPlaceBusiness(BusinessId business);

    List<Location> findByPlaceIn(Collection<Place> places);

    List<Location> findByPlaceBusinessAndPlaceLocationValueGreaterThanOrderByPlaceLocationValue(
            BusinessId business, String after, Limit limit);

    @Modifying
    @Transactional(propagation = Propagation.MANDATORY)
    @Query("delete from Location l where l.place = :place")
    int deleteById(Place place);
}
