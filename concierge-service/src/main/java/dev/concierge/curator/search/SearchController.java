package dev.concierge.curator.search;

import dev.concierge.platform.paging.PageRequest;
import dev.concierge.platform.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Searches for guests and clients: dorathy-search answers, with what the guest likes told to it. */
@RestController
class SearchController {
    private final FindItems findItems;
    private final Likings likings;
    private final SearchBudgets budgets;

    SearchController(FindItems findItems, Likings likings, SearchBudgets budgets) {
        this.findItems = findItems;
        this.likings = likings;
        this.budgets = budgets;
    }

    @Operation(
            summary = "Find items by words and meaning, best first, with what speaks for each",
            description = "q: words, \"exact phrases\" and -words that must not occur; * finds everything.")
    @GetMapping("/search")
    FoundItems search(
            @RequestParam @NotBlank @Size(max = 500) String q,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable @Size(max = 4) List<String> kind,
            @RequestParam(required = false) @Nullable @Size(max = 20) List<@Size(max = 200) String> filter,
            @RequestParam(required = false) @Nullable @Size(max = 10) List<@Size(max = 100) String> facet,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(required = false) @Nullable @Size(max = 50) String near,
            @RequestParam(required = false) @Nullable @Size(max = 20) String within,
            @RequestParam(required = false) @Nullable String mode,
            @RequestParam(required = false) @Nullable Boolean typing,
            @RequestParam(required = false) @Nullable @Size(max = 4) List<@Size(max = 50) String> quota,
            @RequestParam(required = false) @Nullable String verify,
            PageRequest page,
            Caller caller) {
        budgets.spend(caller, q);
        MultiValueMap<String, String> asked = new LinkedMultiValueMap<>();
        asked.add("q", q);
        add(asked, "type", type);
        addAll(asked, "kind", kind);
        addAll(asked, "filter", filter);
        addAll(asked, "facet", facet);
        add(asked, "sort", sort);
        add(asked, "near", near);
        add(asked, "within", within);
        add(asked, "mode", mode);
        add(asked, "typing", typing);
        addAll(asked, "quota", quota);
        add(asked, "verify", verify);
        if (caller.kind() == Caller.Kind.GUEST) {
            Map<String, Double> liked = likings.of(caller.subject());
            liked.forEach((topic, weight) -> asked.add("persona", topic + ":" + weight));
        }
        return findItems.find(asked, page, caller);
    }

    @Operation(summary = "Find what is like something that was found, by what it says and means")
    @GetMapping("/search/similar")
    SimilarItems similar(
            @RequestParam(defaultValue = "items") @Size(max = 50) String kind,
            @RequestParam @NotBlank @Size(max = 100) String id,
            @RequestParam(defaultValue = "10") @Min(1) @Max(50) int limit,
            Caller caller) {
        budgets.spend(caller, id);
        return findItems.similar(kind, id, limit, caller);
    }

    @Operation(summary = "Complete what is being typed to titles of items")
    @GetMapping("/search/suggestions")
    Suggestions suggest(@RequestParam @NotBlank @Size(max = 100) String q) {
        return findItems.suggest(q);
    }

    private static void add(MultiValueMap<String, String> asked, String name, @Nullable Object value) {
        if (value != null) {
            asked.add(name, value.toString());
        }
    }

    private static void addAll(MultiValueMap<String, String> asked, String name, @Nullable List<String> values) {
        if (values != null) {
            values.forEach(value -> asked.add(name, value));
        }
    }
}
