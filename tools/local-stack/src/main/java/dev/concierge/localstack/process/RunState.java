package dev.concierge.localstack.process;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.concierge.localstack.infrastructure.ProcessIdentity;
import dev.concierge.localstack.setting.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who runs, as the supervisor last wrote it. Written whole under another name and moved, so a reader sees either the
 * last state or the one before.
 *
 * @param supervisor null when nothing is recorded
 * @param readyMillis from the start of the supervisor until everything was ready
 * @param failure why the supervisor gave up, with what to do
 */
public record RunState(
        @Nullable ProcessIdentity supervisor,
        List<RecordedProcess> processes,
        @Nullable Long readyMillis,
        @Nullable Failure failure) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final RunState NOTHING = new RunState(null, List.of(), null, null);

    public record Failure(String problem, String remedy) {}

    public static RunState read(Home home) {
        try {
            return JSON.readValue(Files.readString(file(home)), RunState.class);
        } catch (NoSuchFileException _) {
            return NOTHING;
        } catch (JacksonException _) {
            // A state nobody can read names no process, so nothing is adopted; the port check explains what still runs.
            return NOTHING;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(Home home) {
        try {
            Path temporary = file(home).resolveSibling("state.new");
            Files.writeString(temporary, JSON.writeValueAsString(this));
            Files.move(temporary, file(home), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @JsonIgnore
    public boolean isSupervised() {
        return supervisor != null && supervisor.running().isPresent();
    }

    /** Whether all of these run as they should: then there is nothing to do. */
    public boolean fulfils(List<ProcessSpec> specs) {
        return isSupervised() && specs.stream().allMatch(this::fulfils);
    }

    private boolean fulfils(ProcessSpec spec) {
        return process(spec.name())
                .filter(process -> process.fingerprint().equals(spec.fingerprint()) && process.isAlive())
                .filter(_ -> spec.readiness().isReady())
                .isPresent();
    }

    public Optional<RecordedProcess> process(String name) {
        return processes.stream().filter(process -> process.name().equals(name)).findFirst();
    }

    public List<RecordedProcess> alive() {
        return processes.stream().filter(RecordedProcess::isAlive).toList();
    }

    private static Path file(Home home) {
        return home.run().resolve("state.json");
    }
}
