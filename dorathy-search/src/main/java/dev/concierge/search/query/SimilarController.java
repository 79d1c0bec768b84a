package dev.concierge.search.query;

import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.security.Caller;
import dev.concierge.search.document.DocumentKey;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SimilarController {
    private final Search search;
    private final SearchesAtOnce atOnce;

    SimilarController(Search search, SearchesAtOnce atOnce) {
        this.search = search;
        this.atOnce = atOnce;
    }

    /** @param timedOut whether time ran out: there may be more, and more alike */
    record Similar(List<HitView> items, SearchAnswer.MeaningUse meaning, boolean timedOut) {}

    @Operation(summary = "Find what is like something that was found, by what it says and means")
    @GetMapping("/search/similar")
    Similar similar(
            @RequestParam(defaultValue = "items") @Size(max = 50) String kind,
            @RequestParam @NotBlank @Size(max = 100) String id,
            @RequestParam(defaultValue = "10") @Min(1) @Max(50) int limit,
            @RequestParam(required = false) @Nullable @Size(max = 500) String askedBy,
            Caller caller) {
        DocumentKey key = new DocumentKey(new ReadAsked(SearchController.allowed(caller)).kind(kind), id);
        return atOnce.inTurn(caller, askedBy, () -> search.similar(key, limit))
                .orElseThrow(() -> new NothingToCompare(key));
    }

    /** It is not there, or not for this caller. */
    private static final class NothingToCompare extends Fact {
        private NothingToCompare(DocumentKey key) {
            super(
                    Kind.NOT_FOUND,
                    "nothing-to-compare",
                    "There is nothing " + key.id() + " among " + key.kind().wireName() + ".");
        }
    }
}
