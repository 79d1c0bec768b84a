package dev.concierge.curator.search;

import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.platform.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SearchController {
    private final FindItems findItems;
    private final SearchBudgets budgets;

    SearchController(FindItems findItems, SearchBudgets budgets) {
        this.findItems = findItems;
        this.budgets = budgets;
    }

    @Operation(summary = "Find items by their words, best first, with the reason for each")
    @GetMapping("/search")
    Page<FoundItem> search(
            @RequestParam @NotBlank @Size(max = 500) String q,
            @RequestParam(required = false) @Nullable String type,
            PageRequest page,
            Caller caller) {
        budgets.spend(caller, q);
        return findItems.find(q, type, page);
    }
}
