package dev.concierge.search.assistant.tool;

import dev.concierge.search.assistant.dialogue.Heard;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One thing that the assistant can do. It does it for the guest of the turn, whom no argument names. */
interface Tool {
    String name();

    /** For a model. */
    String says();

    /** Nothing, unless it says otherwise. */
    default List<Parameter> parameters() {
        return List.of();
    }

    Result use(Heard heard, Arguments arguments);

    /** One that changes something outside does nothing but ask first, and acts once the guest has said yes. */
    interface Asking extends Tool {
        /**
         * @param action what {@link Result.Asks} held
         * @param question by which a repetition is recognised
         */
        Result act(Heard heard, JsonNode action, UUID question);
    }

    /** What became of the use of a tool. */
    sealed interface Result {
        /** @param shown what it found, and the guest can speak of by its place */
        record Found(ObjectNode data, List<Heard.Shown> shown) implements Result {
            Found(ObjectNode data) {
                this(data, List.of());
            }
        }

        /**
         * Nothing is done before the guest's yes.
         *
         * @param says the question in the guest's language, with all that a yes would mean
         */
        record Asks(ObjectNode action, String says) implements Result {}

        /** @param says in the guest's language */
        record Done(String says) implements Result {}

        /** @param says why not, in the guest's language */
        record Refused(String says) implements Result {}
    }
}
