package dev.concierge.search.control;

import dev.concierge.search.engine.Vocabulary;

/** What the house wants of searches. */
public interface Wanting {
    /** Of nobody's house, such as where searches are judged. */
    Wanting NOTHING = new Wanting() {
        @Override
        public Vocabulary vocabulary() {
            return Vocabulary.NONE;
        }

        @Override
        public Wishes wishes(String question) {
            return Wishes.NONE;
        }
    };

    Vocabulary vocabulary();

    /** Of the answers to one question. */
    Wishes wishes(String question);
}
