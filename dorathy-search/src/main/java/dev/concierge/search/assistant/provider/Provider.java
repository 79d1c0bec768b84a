package dev.concierge.search.assistant.provider;

import dev.concierge.search.assistant.dialogue.Heard;
import dev.concierge.search.assistant.tool.Toolbox;

/** Who finds an answer. */
public interface Provider {
    /**
     * Answers by saying words, and by the tools alone where something is to be known or done.
     *
     * @throws Unanswered when it cannot; what it said so far stands
     */
    void answer(Heard heard, Toolbox tools, Words words) throws Unanswered;

    /** What is said, bit by bit. */
    @FunctionalInterface
    interface Words {
        void say(String text);
    }

    /** There is no answer from this provider now. */
    final class Unanswered extends Exception {
        public Unanswered(String why) {
            super(why);
        }
    }
}
