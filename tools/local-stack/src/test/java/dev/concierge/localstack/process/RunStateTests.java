package dev.concierge.localstack.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.localstack.infrastructure.ProcessIdentity;
import dev.concierge.localstack.setting.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunStateTests {
    @TempDir
    Path folder;

    private Home home = new Home(Path.of(""));

    @BeforeEach
    void prepare() throws IOException {
        home = new Home(folder);
        Files.createDirectories(home.run());
    }

    @Test
    void readsWhatWasWritten() {
        RunState state = new RunState(
                ProcessIdentity.of(ProcessHandle.current()),
                List.of(process(ProcessIdentity.of(ProcessHandle.current()))),
                1234L,
                new RunState.Failure("broken", "repair it"));

        state.write(home);

        assertThat(RunState.read(home)).isEqualTo(state);
        assertThat(RunState.read(home).isSupervised()).isTrue();
        assertThat(RunState.read(home).alive()).hasSize(1);
    }

    @Test
    void knowsNobodyWithoutAFile() {
        assertThat(RunState.read(home).isSupervised()).isFalse();
        assertThat(RunState.read(home).processes()).isEmpty();
    }

    @Test
    void takesAnUnreadableFileForNone() throws IOException {
        Files.writeString(home.run().resolve("state.json"), "{\"supervisor\":{\"pid\":1");

        assertThat(RunState.read(home).processes()).isEmpty();
    }

    @Test
    void doesNotTakeARecycledPidForOurs() {
        ProcessIdentity recycled =
                new ProcessIdentity(ProcessHandle.current().pid(), Instant.parse("2020-01-01T00:00:00Z"));

        RunState state = new RunState(recycled, List.of(process(recycled)), null, null);

        assertThat(state.isSupervised()).isFalse();
        assertThat(state.alive()).isEmpty();
    }

    private static RecordedProcess process(ProcessIdentity identity) {
        return new RecordedProcess("one", 1, StopRule.SERVICE, "f", ProcessState.READY, identity, 5L, 0, null);
    }
}
