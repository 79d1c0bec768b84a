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
interface Businesses extends Repository<Business, BusinessId> {
    /** 0 when it was there before; a failed insert would end the transaction. */
    @Modifying
    @Transactional(propagation = Propagation.MANDATORY)
    @Query(nativeQuery = true, value = """
            insert into businesses (business_id, name, zone, shard, added_at)
            values (:id, :name, :zone, :shard, :at) on conflict do nothing
            """)
    int add(String id, String name, String zone, String shard, Instant at);

    Optional<Business> findById(BusinessId id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<Business> findForChangeById(BusinessId id);

    List<Business> findByIdIn(Collection<BusinessId> ids);

    List<Business> findByIdValueGreaterThanOrderByIdValue(String after, Limit limit);

    List<Business> findByIdValueInAndIdValueGreaterThanOrderByIdValue(
            Collection<String> visible, String after, Limit limit);

    long countByShard(String shard);

    @Modifying
    @Transactional(propagation = Propagation.MANDATORY)
    @Query("delete from Business b where b.id = :id")
    int deleteById(BusinessId id);
}
