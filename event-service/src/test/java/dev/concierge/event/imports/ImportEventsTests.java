package dev.concierge.event.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.platform.file.RefusedLine;
import dev.concierge.platform.problem.FieldError;
import dev.concierge.platform.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImportEventsTests {
    @Test
    void aLineWithoutAWrongFieldIsRefusedByTheCodeOfItsProblem() {
        Problem problem = new Problem("about:blank", "Forbidden", 403, "Of u-1.", "not-theirs-to-say", null, List.of());

        assertThat(ImportEvents.refusal(3, problem))
                .containsExactly(new RefusedLine(3, List.of(new FieldError("", "not-theirs-to-say"))));
    }
}
