package dev.concierge.event.imports;

import dev.concierge.event.capture.BatchAnswer;
import dev.concierge.event.capture.Capture;
import dev.concierge.event.capture.CaptureForm;
import dev.concierge.event.capture.CaptureRequest;
import dev.concierge.event.imports.EventImports.EventImport;
import dev.concierge.event.imports.EventImports.Key;
import dev.concierge.platform.file.FileLines.Line;
import dev.concierge.platform.file.RefusedLine;
import dev.concierge.platform.problem.FieldError;
import dev.concierge.platform.problem.Problem;
import dev.concierge.platform.security.Caller;
import java.time.Clock;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Captures the events of a file, 500 lines at a time: each piece is durable in the log before it is noted. Whatever ends it,
 * the file is sent again and goes on where it was; a piece that was not noted has the same ids again.
 */
final class ImportEvents {
    static final int STEP = 500;

    private final Capture capture;
    private final CaptureForm form;
    private final EventImports imports;
    private final Clock clock;

    ImportEvents(Capture capture, CaptureForm form, EventImports imports, Clock clock) {
        this.capture = capture;
        this.form = form;
        this.imports = imports;
        this.clock = clock;
    }

    /**
     * Takes lines that follow one another; those that were taken before are passed over.
     *
     * @param historyOnly whether journeys are not to be told of them
     */
    void take(Caller caller, Key key, List<Line> lines, boolean historyOnly) {
        imports.begin(key, clock.instant());
        long done = imports.find(key).map(EventImport::linesDone).orElseThrow();
        SortedMap<Integer, JsonNode> left = new TreeMap<>();
        lines.stream()
                .filter(line -> line.number() > done)
                .forEach(line -> left.put(Math.toIntExact(line.number()), line.given()));
        if (left.isEmpty()) {
            return;
        }
        // no header can hold that character: a file's lines never meet a request's items
        String idempotencyKey = "\u0000import " + key.requestId();
        BatchAnswer answer = capture.lines(form, new CaptureRequest(caller, idempotencyKey, historyOnly), left);
        List<RefusedLine> refused = answer.results().stream()
                .flatMap(result -> refusal(result.index(), result.problem()))
                .toList();
        imports.advance(key, done, left.size(), refused, clock.instant());
    }

    /** By its code where no field is at fault: the problem's own words may tell of the guest. */
    static Stream<RefusedLine> refusal(int line, @Nullable Problem problem) {
        if (problem == null) {
            return Stream.empty();
        }
        List<FieldError> errors =
                problem.errors().isEmpty() ? List.of(new FieldError("", problem.code())) : problem.errors();
        return Stream.of(RefusedLine.of(line, errors));
    }
}
