package dev.concierge.platform.records;

import dev.concierge.platform.input.Numbers;
import dev.concierge.platform.input.Texts;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which rows of a service's database are about a guest. Declared as a bean, it is offered at {@code GET /guests/records}.
 *
 * @param kinds in the order in which they are told
 */
public record PersonalRecords(List<Kind> kinds) {
    public PersonalRecords {
        kinds = List.copyOf(kinds);
    }

    public static PersonalRecords of(Kind... kinds) {
        return new PersonalRecords(Arrays.asList(kinds));
    }

    /**
     * Rows of one kind.
     *
     * @param name plural, in camel case
     * @param rows a SELECT that finds them by {@code :guest}, the guest's name as text, or by {@code :id}, the same as
     *     UUID; by the latter those who go by another name have none
     * @param key columns of it that together are unique, in the order of an index if there is one
     */
    public record Kind(String name, String rows, List<Column> key) {
        public Kind(String name, String rows, Column... key) {
            this(name, rows, List.of(key));
        }

        boolean isById() {
            return rows.contains(":id");
        }

        /** What comes behind the key {@code :after0}, {@code :after1} and so on. */
        String sql() {
            String columns = key.stream().map(Column::name).collect(Collectors.joining(", "));
            String after = IntStream.range(0, key.size())
                    .mapToObj(index ->
                            "CAST(:after" + index + " AS " + key.get(index).type() + ")")
                    .collect(Collectors.joining(", "));
            return "SELECT to_jsonb(kept) FROM (" + rows + ") AS kept WHERE (" + columns + ") > (" + after
                    + ") ORDER BY " + columns + " LIMIT :limit";
        }
    }

    /**
     * A column of a key.
     *
     * @param least what is before every value of it
     */
    public record Column(String name, String type, String least) {
        public static Column uuid(String name) {
            return new Column(name, "uuid", "00000000-0000-0000-0000-000000000000");
        }

        /** Of texts that are not empty, unless another column of the key tells them apart from nothing. */
        public static Column text(String name) {
            return new Column(name, "text", "");
        }

        public static Column number(String name) {
            return new Column(name, "bigint", String.valueOf(Long.MIN_VALUE));
        }

        public static Column time(String name) {
            return new Column(name, "timestamptz", "-infinity");
        }

        /** @throws IllegalArgumentException or {@link java.time.DateTimeException} for what is no value of it */
        void check(String value) {
            switch (type) {
                case "uuid" -> Numbers.uuid(value);
                case "bigint" -> Long.parseLong(value);
                case "timestamptz" -> OffsetDateTime.parse(value);
                default -> Texts.whole(value);
            }
        }
    }
}
