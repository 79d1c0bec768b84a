package dev.concierge.search.meaning;

/** Makes of a text a direction in space, near to those of texts that mean something alike. */
interface SentenceModel extends AutoCloseable {
    /** Of a text that is to be found; of length 1. */
    float[] ofDocument(String text);

    /** Of a text that finds; of length 1. */
    float[] ofQuestion(String text);

    /** How near the meanings of texts that have nothing to do with each other are about, and those of near ones. */
    Scale scale();

    @Override
    void close();

    /** @param related from here on something is worth showing that has no word in common */
    record Scale(double unrelated, double related, double same) {}
}
