package dev.concierge.search.assistant.tool;

import dev.concierge.search.assistant.tool.Questions.Question;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class OpenQuestionController {
    private final Questions questions;
    private final Clock clock;

    OpenQuestionController(Questions questions, Clock clock) {
        this.questions = questions;
        this.clock = clock;
    }

    /** @param conversationId where a yes or a no is to be said */
    record OpenQuestion(
            UUID questionId, UUID conversationId, String tool, String says, Instant askedAt, Instant expiresAt) {
        static OpenQuestion of(Question question) {
            return new OpenQuestion(
                    question.questionId(),
                    question.conversationId(),
                    question.tool(),
                    question.says(),
                    question.askedAt(),
                    question.expiresAt());
        }
    }

    record OpenQuestions(List<OpenQuestion> items) {}

    @Operation(summary = "List what waits for a guest's yes, newest first")
    @GetMapping("/assistant/{userId}/questions")
    OpenQuestions open(@PathVariable UUID userId) {
        return new OpenQuestions(questions.open(userId, clock.instant()).stream()
                .map(OpenQuestion::of)
                .toList());
    }
}
