package dev.concierge.curator.item;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Transactional(readOnly = true)
interface Items extends Repository<Item, ItemId> {
    @Transactional(propagation = Propagation.MANDATORY)
    Item save(Item item);

    @Transactional(propagation = Propagation.MANDATORY)
    void delete(Item item);

    Optional<Item> findById(ItemId id);

    @Query("select i from Item i where i.id in :ids")
    List<Item> findAllById(Collection<ItemId> ids);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<Item> findForChangeById(ItemId id);

    /** Newest first. */
    List<Item> findByIdValueLessThanOrderByIdValueDesc(UUID before, Limit limit);

    /** Newest first, those that a guest may see. */
    @Query(value = """
        select * from items
        where item_id < :before
          and (visibility = 'public' or owner = :guest
               or (visibility = 'shared' and shared_with @> cast(array[:guest] as text[])))
        order by item_id desc limit :limit
        """, nativeQuery = true)
    List<Item> findVisible(String guest, UUID before, int limit);

    @Transactional(propagation = Propagation.MANDATORY)
    List<Item> findByOwner(String owner);

    /** Whoever saves another one of the same guest meanwhile waits until this transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    @Query(
            nativeQuery = true,
            value = "select cast(pg_advisory_xact_lock(hashtextextended('items of ' || :owner, 0)) as text)")
    String waitForTurnOf(String owner);

    long countByOwner(String owner);
}
