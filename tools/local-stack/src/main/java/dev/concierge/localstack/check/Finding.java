package dev.concierge.localstack.check;

/** What a look at the machine found. */
public sealed interface Finding {
    String detail();

    record Fine(String detail) implements Finding {}

    /** A start may go wrong or be slow. */
    record Doubtful(String detail, String remedy) implements Finding {}

    /** A start cannot work. */
    record Broken(String detail, String remedy) implements Finding {}
}
