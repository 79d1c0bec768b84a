package dev.concierge.user.user;

import dev.concierge.user.identity.UserId;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor.SpecificationFluentQuery;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** All guests. */
@Transactional(readOnly = true)
interface Users extends Repository<User, UserId> {
    /**
     * Writes at once, before anything that refers to the guest.
     *
     * @throws EmailTaken when another guest has the address
     */
    @Transactional(propagation = Propagation.MANDATORY)
    default void write(User user) {
        try {
            saveAndFlush(user);
        } catch (DuplicateKeyException taken) {
            throw new EmailTaken(user.details().email());
        }
    }

    @Transactional(propagation = Propagation.MANDATORY)
    User saveAndFlush(User user);

    Optional<User> findById(UserId id);

    /** The guest, locked until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<User> findForChangeById(UserId id);

    List<User> findByIdValueInOrderByIdValue(Collection<UUID> ids);

    List<User> findByEmailKeyIn(Collection<String> keys);

    <S extends User, R> R findBy(Specification<User> which, Function<? super SpecificationFluentQuery<S>, R> page);

    /** 0 when the guest was not there. */
    @Modifying
    @Transactional(propagation = Propagation.MANDATORY)
    @Query("delete from User u where u.id = :id")
    int deleteById(UserId id);
}
