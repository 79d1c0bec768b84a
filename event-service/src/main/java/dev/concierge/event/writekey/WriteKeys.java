package dev.concierge.event.writekey;

import dev.concierge.event.writekey.IssuedKey.WriteKeyId;
import jakarta.persistence.QueryHint;
import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.QueryHints;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The keys that may write. */
@Transactional(readOnly = true)
interface WriteKeys extends Repository<IssuedKey, WriteKeyId> {
    @Transactional(propagation = Propagation.MANDATORY)
    IssuedKey saveAndFlush(IssuedKey key);

    List<IssuedKey> findByIdValueGreaterThanOrderByIdValue(UUID after, Limit limit);

    /** How many there were: none or one. */
    @Modifying
    @Transactional(propagation = Propagation.MANDATORY)
    @Query("delete from IssuedKey k where k.id = :id")
    int deleteById(WriteKeyId id);

    /** For a snapshot: what is read here is never written. */
    @QueryHints(@QueryHint(name = "org.hibernate.readOnly", value = "true"))
    @Query("select k from IssuedKey k")
    List<IssuedKey> all();
}
