package dev.concierge.resource.directory;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Optional;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A name that paths and live channels may carry, and what it stands for; given once, and never to another. */
@Entity
@Immutable
@Table(name = "channel_names")
class ChannelName {
    @Id
    private String name;

    @Column(name = "business_id")
    private String business;

    @Column(name = "location_id")
    private @Nullable String location;

    @SuppressWarnings("NullAway.Init") // Hibernate fills it
    protected ChannelName() {}

    /** Empty for the name of a business alone. */
    Optional<Place> place() {
        return Optional.ofNullable(location).map(id -> new Place(new BusinessId(business), new LocationId(id)));
    }
}
