package dev.concierge.user.token.client;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** All clients that admins made, withdrawn ones included. */
@Transactional(readOnly = true)
public interface ManagedClients extends Repository<ManagedClient, ClientId> {
    Optional<ManagedClient> findById(ClientId id);

    /** The client, locked until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<ManagedClient> findForChangeById(ClientId id);

    List<ManagedClient> findByIdValueGreaterThanOrderByIdValue(String after, Limit limit);

    @Transactional(propagation = Propagation.MANDATORY)
    ManagedClient saveAndFlush(ManagedClient client);
}
