package dev.concierge.search.control;

import dev.concierge.platform.input.Numbers;
import dev.concierge.platform.input.Texts;
import dev.concierge.platform.paging.Cursor;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.platform.problem.InvalidInput;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What operators set; the platform writes down who did. */
@RestController
class ControlController {
    private final Controls controls;
    private final House house;

    ControlController(Controls controls, House house) {
        this.controls = controls;
        this.house = house;
    }

    @Operation(summary = "List the rules of what is pinned, boosted and buried")
    @GetMapping("/ops/rules")
    Page<RuleView> rules(PageRequest page) {
        return Page.of(
                        controls.rulesAfter(page.after(Numbers::uuid), page.limit() + 1),
                        page,
                        rule -> Cursor.of(rule.ruleId()))
                .map(RuleView::of);
    }

    @Operation(summary = "Pin, boost or bury a document for a question, or for all")
    @PutMapping("/ops/rules/{rule}")
    RuleView set(@PathVariable UUID rule, @Valid @RequestBody SetRule set) {
        Rule made = set.rule(rule, house.analysis());
        controls.save(made);
        house.read();
        return RuleView.of(made);
    }

    @Operation(summary = "Remove a rule; one that is not there stays so")
    @DeleteMapping("/ops/rules/{rule}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable UUID rule) {
        controls.removeRule(rule);
        house.read();
    }

    /** @param synonyms by word */
    record VocabularyView(Map<String, List<String>> synonyms, List<String> stopWords) {}

    @Operation(summary = "Show the synonyms and the words that say nothing")
    @GetMapping("/ops/vocabulary")
    VocabularyView vocabulary() {
        house.read();
        return new VocabularyView(
                new TreeMap<>(house.vocabulary().synonyms()),
                List.copyOf(new TreeSet<>(house.vocabulary().stopWords())));
    }

    record SetSynonyms(@NotNull @NotEmpty @Size(max = 50) List<@NotBlank @Size(max = 100) String> meanings) {}

    @Operation(summary = "Set what else a word means: words or phrases")
    @PutMapping("/ops/vocabulary/synonyms/{word}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void setSynonyms(@PathVariable String word, @Valid @RequestBody SetSynonyms set) {
        controls.setSynonyms(one(word), set.meanings());
        house.read();
    }

    @Operation(summary = "Forget what else a word means")
    @DeleteMapping("/ops/vocabulary/synonyms/{word}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeSynonyms(@PathVariable String word) {
        controls.removeSynonyms(one(word));
        house.read();
    }

    @Operation(summary = "Say that a word says nothing")
    @PutMapping("/ops/vocabulary/stop-words/{word}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void addStopWord(@PathVariable String word) {
        controls.addStopWord(one(word));
        house.read();
    }

    @Operation(summary = "Let a word say something again")
    @DeleteMapping("/ops/vocabulary/stop-words/{word}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeStopWord(@PathVariable String word) {
        controls.removeStopWord(one(word));
        house.read();
    }

    /** As it is kept. */
    private String one(String word) {
        String words = SetRule.words(word, house.analysis());
        if (words.isEmpty() || words.contains(" ") || Texts.length(words) > 100) {
            throw new InvalidInput("{word}", word, "one word of at most 100 characters");
        }
        return words;
    }
}
