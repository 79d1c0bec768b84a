package dev.concierge.curator.item;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Transactional(readOnly = true)
interface Items extends Repository<Item, ItemId> {
    @Transactional(propagation = Propagation.MANDATORY)
    Item save(Item item);

    Optional<Item> findById(ItemId id);

    /** Newest first. */
    List<Item> findByIdValueLessThanOrderByIdValueDesc(UUID before, Limit limit);

    /** 0 when it was not there. */
    @Modifying
    @Transactional(propagation = Propagation.MANDATORY)
    @Query("delete from Item i where i.id = :id")
    int deleteById(ItemId id);
}
