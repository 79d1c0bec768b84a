package dev.concierge.user.preferences;

import dev.concierge.user.identity.UserId;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** The preferences of one guest. */
@Entity
@Table(name = "preferences")
public class GuestPreferences {
    @EmbeddedId
    private UserId id;

    /** The guest's version when they last changed. */
    private long version;

    @JdbcTypeCode(SqlTypes.JSON)
    private Preferences preferences;

    @Version
    private @Nullable Integer revision;

    @SuppressWarnings("NullAway.Init") // Hibernate fills it
    protected GuestPreferences() {}

    /** Those of a new guest. */
    public GuestPreferences(UserId id, Preferences preferences) {
        this.id = id;
        this.preferences = preferences;
    }

    public UserId id() {
        return id;
    }

    public Preferences preferences() {
        return preferences;
    }

    void change(Preferences preferences, long version) {
        this.preferences = preferences;
        this.version = version;
    }
}
