package dev.concierge.search.query;

import dev.concierge.platform.id.Ids;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.platform.security.Caller;
import dev.concierge.search.control.House;
import dev.concierge.search.control.SetRule;
import dev.concierge.search.control.Wishes;
import dev.concierge.search.document.Kind;
import dev.concierge.search.query.Asked.Mode;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Function;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Shows what a rule would do, without setting it. */
@RestController
class PreviewController {
    private static final int SHOWN = 20;

    private final Search search;
    private final SearchesAtOnce atOnce;
    private final House house;
    private final Ids ids;

    PreviewController(Search search, SearchesAtOnce atOnce, House house, Ids ids) {
        this.search = search;
        this.atOnce = atOnce;
        this.house = house;
        this.ids = ids;
    }

    record AskPreview(
            @NotBlank @Size(max = 500) String q,
            @NotNull @Valid SetRule rule) {}

    record PreviewView(List<Line> before, List<Line> after) {
        record Line(String kind, String id, String title, double score) {}
    }

    @Operation(summary = "Show the answers to a question before and after a rule")
    @PostMapping("/ops/rules/preview")
    PreviewView preview(@Valid @RequestBody AskPreview asked, Caller caller) {
        Wishes with = house.wishesWith(asked.rule(), asked.q(), ids.next());
        return atOnce.inTurn(
                caller, null, () -> new PreviewView(lines(asked.q(), house::wishes), lines(asked.q(), _ -> with)));
    }

    private List<PreviewView.Line> lines(String q, Function<String, Wishes> wish) {
        Asked asked = Asked.of(q, EnumSet.of(Kind.ITEM, Kind.DATE), Mode.BLENDED);
        return search.of(asked, PageRequest.first(SHOWN), wish).get().items().stream()
                .map(hit -> new PreviewView.Line(hit.kind(), hit.itemId(), hit.title(), hit.score()))
                .toList();
    }
}
