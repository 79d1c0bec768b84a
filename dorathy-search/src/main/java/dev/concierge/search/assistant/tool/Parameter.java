package dev.concierge.search.assistant.tool;

/**
 * An argument of a tool.
 *
 * @param most characters of a text, or the largest count
 */
record Parameter(String name, Type type, boolean isRequired, int most, String says) {
    enum Type {
        TEXT("string"),
        COUNT("integer"),
        TRUTH("boolean");

        private final String schema;

        Type(String schema) {
            this.schema = schema;
        }

        String schema() {
            return schema;
        }
    }

    static Parameter text(String name, int most, String says) {
        return new Parameter(name, Type.TEXT, true, most, says);
    }

    static Parameter count(String name, int most, String says) {
        return new Parameter(name, Type.COUNT, true, most, says);
    }

    static Parameter truth(String name, String says) {
        return new Parameter(name, Type.TRUTH, true, 1, says);
    }

    Parameter optional() {
        return new Parameter(name, type, false, most, says);
    }
}
