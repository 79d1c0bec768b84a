package dev.concierge.resource.directory;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Transactional(readOnly = true)
interface ChannelNames extends Repository<ChannelName, String> {
    /** 0 when the name is taken. */
    @Modifying
    @Transactional(propagation = Propagation.MANDATORY)
    @Query(nativeQuery = true, value = """
            insert into channel_names (name, business_id, location_id) values (:name, :business, cast(:location as text))
            on conflict do nothing
            """)
    int claim(String name, String business, @Nullable String location);

    Optional<ChannelName> findById(String name);

    @Query(nativeQuery = true, value = """
            select * from channel_names where location_id is not null and starts_with(:key, name || '-')
            order by length(name) desc limit 1
            """)
    Optional<ChannelName> longestIn(String key);
}
