package dev.concierge.journey.catalogue;

import dev.concierge.journey.definition.JourneyId;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A journey over all its versions. */
@Entity
@Table(name = "journeys")
public class Journey {
    @EmbeddedId
    private JourneyId id;

    @Enumerated(EnumType.STRING)
    private JourneyState state;

    private int latestVersion;
    private @Nullable Integer armingVersion;
    private @Nullable Integer liveVersion;
    private @Nullable String pause;

    @Column(updatable = false)
    private Instant createdAt;

    private Instant updatedAt;

    @Version
    private @Nullable Integer revision;

    @SuppressWarnings("NullAway.Init") // Hibernate fills it
    protected Journey() {}

    public JourneyId id() {
        return id;
    }

    public JourneyState state() {
        return state;
    }

    /** The newest version, published or not. */
    int latest() {
        return latestVersion;
    }

    /** The version that was published and is not yet listened to. */
    @Nullable
    Integer arming() {
        return armingVersion;
    }

    /** The version that commands enter. */
    public @Nullable Integer live() {
        return liveVersion;
    }

    /** The version that was published last; null for a draft. */
    public @Nullable Integer published() {
        return armingVersion != null ? armingVersion : liveVersion;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }

    void revise(Instant now) {
        latestVersion++;
        updatedAt = now;
    }

    void publish(int version, Instant now) {
        if (state != JourneyState.PAUSED) {
            state = liveVersion == null ? JourneyState.ARMING : JourneyState.LIVE;
        }
        armingVersion = version;
        updatedAt = now;
    }

    void arm(int version, Instant now) {
        if (state != JourneyState.PAUSED) {
            state = JourneyState.LIVE;
        }
        liveVersion = version;
        armingVersion = null;
        updatedAt = now;
    }

    void end(JourneyState end, Instant now) {
        state = end;
        liveVersion = published();
        armingVersion = null;
        pause = null;
        updatedAt = now;
    }

    /** What becomes of guests while it is paused; null when it is not. */
    @Nullable
    PausePolicy pause() {
        return pause == null ? null : PausePolicy.read(pause);
    }

    void pause(PausePolicy policy, Instant now) {
        state = JourneyState.PAUSED;
        pause = policy.written();
        updatedAt = now;
    }

    void resume(Instant now) {
        state = JourneyState.LIVE;
        pause = null;
        updatedAt = now;
    }
}
