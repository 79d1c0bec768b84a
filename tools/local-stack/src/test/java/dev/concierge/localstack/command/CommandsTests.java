package dev.concierge.localstack.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.concierge.localstack.check.Finding;
import dev.concierge.localstack.fleet.Secrets;
import dev.concierge.localstack.infrastructure.ReceivedMail;
import dev.concierge.localstack.process.RunState;
import dev.concierge.localstack.setting.CannotContinue;
import dev.concierge.localstack.setting.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTests {
    @TempDir
    Path root;

    @Test
    void pointsToTheHelpForAWordItDoesNotKnow() {
        assertThatThrownBy(() -> Commands.run(settings(), List.of("start")))
                .isInstanceOfSatisfying(CannotContinue.class, problem -> {
                    assertThat(problem).hasMessage("no such command: start");
                    assertThat(problem.remedy()).isEqualTo("see ./concierge help");
                });
    }

    @Test
    void findsMailsByTheirRecipientWhateverTheCase() {
        ReceivedMail one = mail("ada@example.test");
        ReceivedMail two = mail("bo@example.test");

        assertThat(PrintMail.to(Optional.of("ADA@example.test"), List.of(one, two)))
                .containsExactly(one);
        assertThat(PrintMail.to(Optional.empty(), List.of(one, two))).containsExactly(one, two);
    }

    @Test
    void showsAMailAsScriptsReadIt() {
        assertThat(PrintMail.MailView.of(mail("ada@example.test")))
                .isEqualTo(new PrintMail.MailView(
                        "ada@example.test", "Welcome", "Hello", "<p>Hello</p>", "2026-01-02T03:04:05Z"));
    }

    @Test
    void saysWithEveryProblemHowToFixIt() {
        assertThat(Doctor.line(new Finding.Fine("JDK 25"))).isEqualTo("ok    JDK 25");
        assertThat(Doctor.line(new Finding.Broken("disk: full", "free some space")))
                .isEqualTo("wrong disk: full\n      fix: free some space");
    }

    @Test
    void showsEveryProcessBeforeTheFirstStart() {
        assertThat(ProcessView.all(settings(), RunState.read(settings().home())))
                .hasSize(14)
                .allSatisfy(view -> assertThat(view.state()).isEqualTo("stopped"))
                .extracting(ProcessView::name)
                .startsWith("supervisor", "postgres", "kafka", "redis", "mail", "gateway");
    }

    @Test
    void resetNeedsAYesAndKeepsOnlyWhatTheBuildMade() throws Exception {
        Settings settings = settings();
        Secrets.generate(settings.home());
        Files.createDirectories(settings.home().apps().resolve("gateway"));

        assertThatThrownBy(() -> Commands.run(settings, List.of("reset"))).isInstanceOf(CannotContinue.class);
        assertThat(Commands.run(settings, List.of("reset", "--yes"))).isZero();

        assertThat(settings.home().secrets()).doesNotExist();
        assertThat(settings.home().apps().resolve("gateway")).exists();
    }

    @Test
    void followsALogThroughItsRotation() throws IOException {
        Path log = root.resolve("one.log");
        Files.writeString(log, "a long first line\nunfinished");
        LogTail tail = LogTail.of(log, false);

        assertThat(tail.newLines()).containsExactly("a long first line");
        Files.writeString(log, "new\n");
        assertThat(tail.newLines()).containsExactly("new");
        assertThat(tail.newLines()).isEmpty();
    }

    private Settings settings() {
        return Settings.load(root, Map.of());
    }

    private static ReceivedMail mail(String to) {
        return new ReceivedMail(
                "concierge@example.test",
                List.of(to),
                "Welcome",
                "Hello",
                "<p>Hello</p>",
                "<1@example.test>",
                Instant.parse("2026-01-02T03:04:05Z"));
    }
}
