package dev.concierge.search.query;

import dev.concierge.search.document.Kind;
import dev.concierge.search.engine.SearchEngine;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.EnumSet;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SuggestController {
    private static final int MOST = 8;

    private final SearchEngine engine;

    SuggestController(SearchEngine engine) {
        this.engine = engine;
    }

    record Suggestions(List<String> items) {}

    @Operation(summary = "Complete what is being typed to titles of items")
    @GetMapping("/search/suggestions")
    Suggestions suggest(@RequestParam @NotBlank @Size(max = 100) String q) {
        return new Suggestions(engine.complete(q, EnumSet.of(Kind.ITEM), MOST));
    }
}
