package dev.concierge.testsupport;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Postgres says of a query.
 *
 * @param lines of {@code EXPLAIN}
 */
record ListPlan(String sql, List<String> lines) {
    /** Behind what a line says that begins a step of the plan. */
    private static final String COST = "  (cost=";

    /** How Postgres names those of columns; each is one row. */
    private static final String A_SEQUENCE = "_seq";

    private static final Pattern WHOLE_TABLE = Pattern.compile("(?:Parallel )?Seq Scan on (\\S+)(?: .*)?");
    private static final Pattern SORT = Pattern.compile("(?:Incremental )?Sort");
    /**
     * By what few rows of many are wanted: a value, or how it begins. One of several values is none that an index in the
     * order of the list would have to lead with.
     */
    private static final Pattern WANTED = Pattern.compile(" = (?!ANY )| ~~ |\\bstarts_with\\(| \\^@ ");

    private static final Pattern FOUND = Pattern.compile(" = | ~>=~ ");

    /**
     * Why it would be slow where there are many rows: it reads a table from its beginning to its end, or sorts what it has
     * read, or walks along an index that has none of the values that are asked for and looks at each row on its way.
     *
     * @param small tables that never have many rows
     */
    List<String> faults(Collection<String> small) {
        List<String> faults = new ArrayList<>();
        String node = "";
        String condition = "";
        for (String line : lines) {
            int cost = line.indexOf(COST);
            if (cost >= 0) {
                node = line.substring(0, cost).strip().replaceFirst("^-> +", "");
                condition = "";
                Matcher whole = WHOLE_TABLE.matcher(node);
                if (whole.matches() && !whole.group(1).endsWith(A_SEQUENCE) && !small.contains(whole.group(1))) {
                    faults.add(node);
                } else if (SORT.matcher(node).matches()) {
                    faults.add(node);
                }
            } else if (line.strip().startsWith("Index Cond:")) {
                condition = line;
            } else if (line.strip().startsWith("Filter:") && isWalk(node, condition, line)) {
                faults.add(node + ", " + line.strip());
            }
        }
        return faults;
    }

    /** Where few rows are sorted once an index has found them: the faults besides that. */
    List<String> faultsBesideSorting(Collection<String> small) {
        return faults(small).stream()
                .filter(fault -> !SORT.matcher(fault).matches())
                .toList();
    }

    private static boolean isWalk(String node, String condition, String filter) {
        return node.startsWith("Index ")
                && WANTED.matcher(filter).find()
                && !FOUND.matcher(condition).find();
    }

    String text() {
        return sql.strip() + "\n" + String.join("\n", lines);
    }
}
