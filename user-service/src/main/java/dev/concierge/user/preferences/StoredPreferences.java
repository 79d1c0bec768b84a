package dev.concierge.user.preferences;

import dev.concierge.user.identity.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The preferences of all guests. */
@Transactional(readOnly = true)
public interface StoredPreferences extends Repository<GuestPreferences, UserId> {
    @Transactional(propagation = Propagation.MANDATORY)
    GuestPreferences save(GuestPreferences preferences);

    Optional<GuestPreferences> findById(UserId id);

    /** Those of several guests; nothing for a guest who is not there. */
    List<GuestPreferences> findByIdValueIn(Collection<UUID> ids);
}
