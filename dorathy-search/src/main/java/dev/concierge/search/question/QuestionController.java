package dev.concierge.search.question;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class QuestionController {
    private static final int MOST = 200;

    private final CountQuestions counts;

    QuestionController(CountQuestions counts) {
        this.counts = counts;
    }

    record Questions(List<QuestionView> items) {}

    @Operation(summary = "Show what is asked most, or what finds nothing, with how often it led to a click")
    @GetMapping("/ops/questions")
    Questions questions(
            @RequestParam(defaultValue = "false") boolean unanswered,
            @RequestParam(defaultValue = "7") @Min(1) @Max(90) int days) {
        return new Questions(counts.frequent(unanswered, days, MOST));
    }

    /** @param q the question whose answer was clicked on */
    record Click(
            @NotBlank @Size(max = 500) String q,
            @NotBlank @Size(max = 64) String itemId) {}

    @Operation(summary = "Count a click on a hit of a question")
    @PostMapping("/search/clicks")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void click(@Valid @RequestBody Click click) {
        counts.onClick(click.q());
    }
}
