package dev.concierge.search.query;

import dev.concierge.platform.paging.PageRequest;
import dev.concierge.platform.security.Caller;
import dev.concierge.search.document.Kind;
import dev.concierge.search.question.CountQuestions;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SearchController {
    private static final Set<Kind> FOR_GUESTS =
            Kind.forGuests().collect(Collectors.toCollection(() -> EnumSet.noneOf(Kind.class)));

    private final Search search;
    private final SearchesAtOnce atOnce;
    private final CountQuestions questions;

    SearchController(Search search, SearchesAtOnce atOnce, CountQuestions questions) {
        this.search = search;
        this.atOnce = atOnce;
        this.questions = questions;
    }

    @Operation(
            summary = "Find by words and by meaning, best first, with what speaks for each",
            description =
                    "q: words, \"exact phrases\" and -words that must not occur; * finds everything. Below /ops also what "
                            + "only operators may find: kind=users, kind=journeys. askedBy: for whom a service asks, GUEST <userId> "
                            + "or CLIENT <clientId>; one guest's searches run one after the other.")
    @GetMapping({"/search", "/ops/search"})
    SearchAnswer search(
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
            @RequestParam(required = false) @Nullable @Size(max = 50) List<@Size(max = 100) String> persona,
            @RequestParam(required = false) @Nullable @Size(max = 4) List<@Size(max = 50) String> quota,
            @RequestParam(required = false) @Nullable String verify,
            @RequestParam(required = false) @Nullable @Size(max = 500) String askedBy,
            PageRequest page,
            Caller caller) {
        SearchParameters given = new SearchParameters(
                q, type, kind, filter, facet, sort, near, within, mode, typing, persona, quota, verify);
        Asked asked = new ReadAsked(allowed(caller)).of(given);
        SearchAnswer answer =
                atOnce.inTurn(caller, askedBy, () -> search.of(asked, page)).get();
        if (page.cursor() == null && !Boolean.TRUE.equals(typing)) {
            questions.onAnswer(q, answer.total());
        }
        return answer;
    }

    /** What only operators may find, nobody else does, through whichever service they ask. */
    static Set<Kind> allowed(Caller caller) {
        return caller.kind() == Caller.Kind.OPERATOR ? EnumSet.allOf(Kind.class) : FOR_GUESTS;
    }
}
