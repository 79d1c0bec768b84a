package dev.concierge.localstack.process;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.concierge.localstack.infrastructure.ProcessIdentity;
import org.jspecify.annotations.Nullable;

/**
 * What the run state says about one process.
 *
 * @param identity null while nothing runs under this name
 * @param fingerprint of what it was started with; a different one means that it must be started anew
 * @param startMillis from its start until it was ready, null before that
 * @param note why it is in this state, in words for the user
 */
public record RecordedProcess(
        String name,
        int port,
        StopRule stop,
        String fingerprint,
        ProcessState state,
        @Nullable ProcessIdentity identity,
        @Nullable Long startMillis,
        int restarts,
        @Nullable String note) {
    static RecordedProcess notStarted(ProcessSpec spec) {
        return new RecordedProcess(
                spec.name(), spec.port(), spec.stop(), spec.fingerprint(), ProcessState.STOPPED, null, null, 0, null);
    }

    RecordedProcess started(ProcessIdentity now) {
        return in(ProcessState.STARTING, now, null, null);
    }

    /** The same process as the next supervisor finds it, which has not asked yet whether it is ready. */
    RecordedProcess inherited() {
        return new RecordedProcess(name, port, stop, fingerprint, ProcessState.STARTING, identity, null, 0, null);
    }

    RecordedProcess ready(long millis) {
        return in(ProcessState.READY, identity, millis, null);
    }

    RecordedProcess restarting(String why) {
        return new RecordedProcess(
                name, port, stop, fingerprint, ProcessState.RESTARTING, null, null, restarts + 1, why);
    }

    @JsonIgnore
    public boolean isAlive() {
        return identity != null && identity.running().isPresent();
    }

    private RecordedProcess in(
            ProcessState next, @Nullable ProcessIdentity who, @Nullable Long millis, @Nullable String why) {
        return new RecordedProcess(name, port, stop, fingerprint, next, who, millis, restarts, why);
    }
}
