package dev.concierge.search.item;

import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SearchController {
    private final ItemIndex index;

    SearchController(ItemIndex index) {
        this.index = index;
    }

    @Operation(summary = "Find items by their words, best first")
    @GetMapping("/search")
    Page<HitView> search(
            @RequestParam @NotBlank @Size(max = 500) String q,
            @RequestParam(required = false) @Nullable String type,
            PageRequest page) {
        return Page.of(
                        index.search(q, type, page.after(2, ItemIndex.Shown::of), page.limit()),
                        page,
                        ItemIndex.Shown::cursor)
                .map(HitView::of);
    }
}
