package dev.concierge.curator.kind;

import dev.concierge.curator.kind.ItemKind.KindId;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Transactional(readOnly = true)
interface ItemKinds extends Repository<ItemKind, KindId> {
    @Transactional(propagation = Propagation.MANDATORY)
    ItemKind saveAndFlush(ItemKind kind);

    Optional<ItemKind> findById(KindId id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<ItemKind> findForChangeById(KindId id);

    List<ItemKind> findByIdValueGreaterThanOrderByIdValue(String after, Limit limit);
}
