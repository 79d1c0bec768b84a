package dev.concierge.journey.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.concierge.journey.definition.Node.Condition;
import dev.concierge.journey.definition.Node.Exit;
import dev.concierge.journey.definition.Node.Timer;
import dev.concierge.journey.definition.Rule.Did;
import dev.concierge.platform.problem.FieldError;
import dev.concierge.platform.problem.InvalidInput;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DefinitionReaderTests {
    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void readsTheWelcomeJourney() throws IOException {
        Definition welcome = DefinitionReader.read(resource("welcome.json"));

        assertThat(welcome.journeyId()).isEqualTo(new JourneyId("welcome"));
        assertThat(welcome.listens()).containsExactly("offer_viewed", "user.registered");
        assertThat(welcome.node(new NodeId("a-minute")))
                .isEqualTo(new Timer(new Rest.For(Duration.ofMinutes(1)), null, null, new NodeId("saw-offer")));
        assertThat(welcome.watched().values()).extracting(Did::event).containsExactly("offer_viewed");
    }

    @Test
    void readsADefinitionWithoutEntry() {
        Definition byCommand = DefinitionReader.read(with("{'end': {'type': 'exit'}}", "end"));

        assertThat(byCommand.entry()).isNull();
        assertThat(byCommand.node(byCommand.start())).isEqualTo(new Exit("completed"));
    }

    @Test
    void readsNestedRulesAndCountsEqualOnesOnce() {
        Definition definition = DefinitionReader.read(with("""
                {'ask': {'type': 'condition', 'patience': 'PT5M',
                         'when': {'type': 'any', 'rules': [
                             {'type': 'not', 'rule': {'type': 'event', 'event': 'bought', 'atLeast': 2}},
                             {'type': 'all', 'rules': [
                                 {'type': 'event', 'event': 'bought', 'atLeast': 5},
                                 {'type': 'event', 'event': 'bought', 'attributes': {'b': 1, 'a': 'x'}},
                                 {'type': 'attribute', 'name': 'tier', 'in': ['gold', 7, true]}]}]},
                         'next': {'yes': 'end', 'no': 'end', 'unknown': 'end'}},
                 'end': {'type': 'exit', 'reason': 'done'}}
                """, "ask"));

        assertThat(definition.watched().values())
                .extracting(Did::counts, Did::atLeast)
                .containsExactlyInAnyOrder(Tuple.tuple("bought", 5), Tuple.tuple("bought{a=\"x\", b=1}", 1));
        assertThat(definition.node(new NodeId("ask")))
                .isInstanceOfSatisfying(
                        Condition.class,
                        condition -> assertThat(condition.patience()).isEqualTo(Duration.ofMinutes(5)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {'n': {'type': 'teleport'}}                                    | /nodes/n/type         | teleport (expected: one of condition, split, wait, timer, notification, update-user, emit, http, journey, stop, goto, parallel, join, exit)
                    {'n': {'next': 'n'}}                                           | /nodes/n/type         | missing (expected: one of condition, split, wait, timer, notification, update-user, emit, http, journey, stop, goto, parallel, join, exit)
                    {'n': {'type': 'timer', 'delay': 'PT-1S', 'next': 'n'}}        | /nodes/n/delay        | PT-1S (expected: a positive duration such as PT1M or P2D, at most 366 days)
                    {'n': {'type': 'timer', 'delay': 'soon', 'next': 'n'}}         | /nodes/n/delay        | soon (expected: a positive duration such as PT1M or P2D, at most 366 days)
                    {'n': {'type': 'timer', 'delay': 'P367D', 'next': 'n'}}        | /nodes/n/delay        | P367D (expected: a positive duration such as PT1M or P2D, at most 366 days)
                    {'n': {'type': 'timer', 'delay': 'P1M', 'next': 'n'}}          | /nodes/n/delay        | P1M (expected: a positive duration such as PT1M or P2D, at most 366 days)
                    {'n': {'type': 'exit', 'reson': 'x'}}                          | /nodes/n/reson        | x (expected: no such field, only type, reason)
                    {'n': {'type': 'timer', 'delay': 'PT1S'}}                      | /nodes/n/next         | missing (expected: the id of a node)
                    {'n': {'type': 'timer', 'delay': 'PT1S', 'next': 'x'}}         | /nodes/n/next         | x (expected: the id of a node)
                    {'n': {'type': 'exit'}, 'm': {'type': 'exit'}}                 | /nodes/m              | m (expected: a node that can be reached from start)
                    {'n': {'type': 'timer', 'delay': 'PT1S', 'next': 'n'}}         | /nodes                | no exit (expected: at least one node of type exit)
                    {'n': 7}                                                       | /nodes/n/type         | missing (expected: one of condition, split, wait, timer, notification, update-user, emit, http, journey, stop, goto, parallel, join, exit)
                    {'a/b': {'type': 'exit'}, 'n': {'type': 'exit'}}               | /nodes/a~1b           | '{"type":"exit"} (expected: a name of 1 to 64 letters, digits, - and _)'
                    {}                                                             | /nodes                | {} (expected: 1 to 500 nodes)
                    """)
    void locatesMistakesOfNodes(String nodes, String pointer, String detail) {
        assertThat(errors(with(nodes, "n"))).contains(new FieldError(pointer, detail));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {'type': 'psychic'}                                              | /type           | psychic (expected: one of preference, attribute, profile, segment, event, history, all, any, not)
                    {'type': 'preference', 'channel': 'fax', 'has': ['subscribed']}  | /channel        | fax (expected: one of email, sms, push)
                    {'type': 'preference', 'channel': 'sms', 'has': []}              | /has            | [] (expected: a list with at least one element)
                    {'type': 'preference', 'channel': 'sms', 'has': ['asked']}       | /has/0          | asked (expected: one of reachable, subscribed, marketing, transactional)
                    {'type': 'event', 'event': 'x', 'atLeast': 101}                  | /atLeast        | 101 (expected: a number from 1 to 100)
                    {'type': 'event', 'event': 'x', 'attributes': {'a': [1]}}        | /attributes/a   | [1] (expected: a text, a number, true or false)
                    {'type': 'attribute', 'name': ' ', 'in': [1]}                    | /name           | ' (expected: a text of 1 to 200 characters)'
                    {'type': 'all', 'rules': [{'type': 'not'}]}                      | /rules/0/rule/type | missing (expected: one of preference, attribute, profile, segment, event, history, all, any, not)
                    """)
    void locatesMistakesOfRules(String rule, String pointer, String detail) {
        List<FieldError> errors = errors(with(
                "{'n': {'type': 'condition', 'when': " + rule
                        + ", 'next': {'yes': 'e', 'no': 'e'}}, 'e': {'type': 'exit'}}",
                "n"));

        assertThat(errors).anySatisfy(error -> {
            assertThat(error.pointer()).isEqualTo("/nodes/n/when" + pointer);
            assertThat(error.detail().strip()).isEqualTo(detail.strip());
        });
    }

    @Test
    void findsEveryMistakeAtOnce() {
        JsonNode wrong = json("""
                {'journeyId': 'runs', 'nam': 'x', 'entry': {'on': 'user.deleted'}, 'start': 'a b', 'nodes': {
                    'one': {'type': 'timer', 'delay': 'x', 'next': 'two'},
                    'two': {'type': 'notification', 'channels': ['pigeon'], 'category': 'spam', 'content': {}}}}
                """);

        assertThat(errors(wrong))
                .extracting(FieldError::pointer)
                .containsExactlyInAnyOrder(
                        "/nam",
                        "/journeyId",
                        "/name",
                        "/entry/on",
                        "/start",
                        "/nodes/one/delay",
                        "/nodes/two/channels/0",
                        "/nodes/two/category",
                        "/nodes/two/content/text",
                        "/nodes/two/next");
    }

    @Test
    void refusesACircleWithoutATimer() {
        String circle = """
                {'ask': {'type': 'condition', 'when': {'type': 'event', 'event': 'x'},
                         'next': {'yes': 'end', 'no': '%s'}},
                 'tell': {'type': 'notification', 'channels': ['live'], 'category': 'marketing',
                          'content': {'text': 'x'}, 'next': 'ask'},
                 'rest': {'type': 'timer', 'delay': 'PT1S', 'next': 'tell'},
                 'end': {'type': 'exit'}}
                """;

        assertThat(DefinitionReader.read(with(circle.formatted("rest"), "ask")).nodes())
                .hasSize(4);
        assertThat(errors(with(circle.formatted("tell"), "rest")))
                .containsExactly(
                        new FieldError("/nodes/ask", "ask (expected: no circle without a timer, a wait or a goto)"),
                        new FieldError("/nodes/tell", "tell (expected: no circle without a timer, a wait or a goto)"));
    }

    @Test
    void refusesANodeThatLeadsToNoExit() {
        assertThat(errors(with("""
                {'ask': {'type': 'condition', 'when': {'type': 'event', 'event': 'x'},
                         'next': {'yes': 'end', 'no': 'trap'}},
                 'trap': {'type': 'timer', 'delay': 'PT1S', 'next': 'trap'},
                 'end': {'type': 'exit'}}
                """, "ask")))
                .containsExactly(
                        new FieldError("/nodes/trap", "trap (expected: a node from which an exit can be reached)"));
    }

    private static List<FieldError> errors(JsonNode definition) {
        List<FieldError>[] errors = new List[1];
        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> DefinitionReader.read(definition))
                .satisfies(invalid -> errors[0] = invalid.errors());
        return Objects.requireNonNull(errors[0]);
    }

    private static JsonNode with(String nodes, String start) {
        return json("{'journeyId': 'j', 'name': 'J', 'start': '" + start + "', 'nodes': " + nodes + "}");
    }

    private static JsonNode json(String text) {
        return JSON.readTree(text.replace('\'', '"'));
    }

    private static JsonNode resource(String name) throws IOException {
        try (InputStream resource =
                Objects.requireNonNull(DefinitionReaderTests.class.getResourceAsStream("/journeys/" + name), name)) {
            return JSON.readTree(resource);
        }
    }
}
