package dev.concierge.resource.resource;

import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.problem.Problems;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Why operations of the stream failed, in the words that REST would have used. */
@Component
class OperationProblems {
    private final Problems problems;
    private final JsonMapper mapper;

    OperationProblems(Problems problems, JsonMapper mapper) {
        this.problems = problems;
        this.mapper = mapper;
    }

    JsonNode of(Fact fact) {
        return mapper.valueToTree(problems.of(fact));
    }
}
